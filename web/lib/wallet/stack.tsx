"use client";

import "@rainbow-me/rainbowkit/styles.css";
import { connectorsForWallets, RainbowKitProvider, useConnectModal } from "@rainbow-me/rainbowkit";
import { injectedWallet, walletConnectWallet } from "@rainbow-me/rainbowkit/wallets";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { startTransition, useEffect, useRef, useState } from "react";
import { defineChain, type PublicClient, type Transport, type Chain as ViemChain } from "viem";
import { type Config, createConfig, http, useAccount, useConfig as useWagmi, WagmiProvider } from "wagmi";
import { disconnect, getPublicClient, getWalletClient, switchChain } from "wagmi/actions";
import type { ChainStatus } from "#core/features/chain.ts";
import { useApi } from "#web/lib/api.tsx";
import type { PublicConfig } from "#web/lib/config.ts";
import { useConfig } from "#web/lib/public-config.tsx";
import { rainbowTheme } from "./rainbow-theme.ts";
import { RETURNING, type WalletStore } from "./store.ts";
import { testWallet } from "./test-wallet.ts";

const LOCAL = 31337;

const chainOf = ({ chainId, rpcUrl }: PublicConfig, status: ChainStatus | undefined): ViemChain => {
  const native = status?.tokens[0];
  return defineChain({
    id: chainId,
    name: status?.name ?? `Chain ${chainId}`,
    nativeCurrency: native
      ? { name: native.name, symbol: native.symbol, decimals: native.decimals }
      : { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
    ...(status?.explorer ? { blockExplorers: { default: { name: "Explorer", url: status.explorer } } } : {}),
  });
};

const setUp = (
  config: PublicConfig,
  status: ChainStatus | undefined,
  words: { app: string; testGroup: string; group: string },
): Config => {
  const chain = chainOf(config, status);
  const people = config.chainId === LOCAL ? (status?.testAccounts ?? []) : [];
  const hasInjected = "ethereum" in window;
  const connectors = connectorsForWallets(
    [
      {
        groupName: words.group,
        wallets: [
          // Wallets that announce themselves (EIP-6963) are listed by RainbowKit; this is for one that does not.
          () => ({ ...injectedWallet(), hidden: () => !hasInjected }),
          ...(config.walletConnectProjectId ? [walletConnectWallet] : []),
        ],
      },
      ...(people.length
        ? [{ groupName: words.testGroup, wallets: people.map((person) => testWallet(person, config.rpcUrl)) }]
        : []),
    ],
    { appName: words.app, projectId: config.walletConnectProjectId ?? "none" },
  );
  return createConfig({
    chains: [chain],
    connectors,
    transports: { [chain.id]: http(config.rpcUrl) },
    // Reads what was kept in an effect; otherwise wagmi changes its state while it renders, and React complains.
    ssr: true,
    pollingInterval: config.chainId === LOCAL ? 500 : 4_000,
  });
};

/** wagmi and RainbowKit, beside the app and not around it: the app reads the store. */
export const WalletStack = ({ store }: { store: WalletStore }) => {
  const t = useTranslations("wallet");
  const frame = useTranslations("frame");
  const config = useConfig();
  const api = useApi();
  const { data, isPending } = useQuery(api.chain.status.queryOptions({ staleTime: 60_000 }));
  const [wagmi, setWagmi] = useState<Config | null>(null);

  // Once, with the people of the local chain if it is one; without them when the API does not answer.
  useEffect(() => {
    if (wagmi || isPending) return;
    const made = setUp(config, data, { app: frame("name"), testGroup: t("testGroup"), group: t("group") });
    startTransition(() => setWagmi(made));
  }, [wagmi, isPending, data, config, frame, t]);

  if (!wagmi) return null;
  return (
    <WagmiProvider config={wagmi}>
      <RainbowKitProvider theme={rainbowTheme} modalSize="compact" appInfo={{ appName: frame("name") }}>
        <Bridge store={store} />
      </RainbowKitProvider>
    </WagmiProvider>
  );
};

const remember = (isConnected: boolean) => {
  try {
    if (isConnected) localStorage.setItem(RETURNING, "1");
    else localStorage.removeItem(RETURNING);
  } catch {
    // A browser that keeps nothing: the stack is loaded again when it is asked for.
  }
};

/** Tells the store what wagmi knows, and does what the store is asked for. */
const Bridge = ({ store }: { store: WalletStore }) => {
  const wagmi = useWagmi();
  const { status, address, chainId, connector } = useAccount();
  const { openConnectModal, connectModalOpen } = useConnectModal();
  const wasOpen = useRef(false);

  useEffect(() => {
    const home = wagmi.chains[0];
    store.set({
      actions: {
        disconnect: () => disconnect(wagmi),
        switchChain: async (wanted) => {
          await switchChain(wagmi, { chainId: wanted });
        },
        walletClient: () => getWalletClient(wagmi, { chainId: home.id }),
        publicClient: () => getPublicClient(wagmi) as PublicClient<Transport, ViemChain>,
      },
    });
  }, [wagmi, store]);

  useEffect(() => {
    if (status === "connected" && address) {
      remember(true);
      store.set({ state: { phase: "connected", address, chainId: chainId ?? 0, walletName: connector?.name ?? "" } });
    } else if (status === "disconnected") {
      if (store.get().state.phase === "connected") remember(false);
      store.set({ state: { phase: "disconnected" } });
    } else store.set({ state: { phase: "connecting" } });
  }, [status, address, chainId, connector, store]);

  const [request, setRequest] = useState(store.get().request);
  useEffect(() => store.subscribe(() => setRequest(store.get().request)), [store]);

  useEffect(() => {
    if (!request) {
      wasOpen.current = false;
      return;
    }
    const answer = (found: `0x${string}` | null) => {
      store.set({ request: null });
      request.resolve(found);
    };
    if (status === "connected" && address) return answer(address.toLowerCase() as `0x${string}`);
    if (connectModalOpen) {
      wasOpen.current = true;
      return;
    }
    if (!wasOpen.current) {
      // A row for each wallet, drawn in between what the page is asked meanwhile.
      if (status === "disconnected") startTransition(() => openConnectModal?.());
      return;
    }
    // The list closes a moment before the account is there, so a closed list is not yet a no.
    const timer = setTimeout(() => status === "disconnected" && answer(null), 400);
    return () => clearTimeout(timer);
  }, [request, status, address, connectModalOpen, openConnectModal, store]);

  return null;
};
