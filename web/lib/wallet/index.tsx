"use client";

import { useTranslations } from "next-intl";
import {
  type ComponentType,
  createContext,
  type ReactNode,
  startTransition,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { toast } from "#web/ui/toast.tsx";
import { whenQuiet } from "#web/lib/quiet.ts";
import { createWalletStore, RETURNING, type WalletActions, type WalletState, type WalletStore } from "./store.ts";

type Wallet = {
  state: WalletState;
  /** The connected account in lower case, as the API writes it. */
  address: `0x${string}` | null;
  /** Opens the list of wallets if none is connected; null when the person closed it. */
  connect: () => Promise<`0x${string}` | null>;
  disconnect: () => Promise<void>;
  /** Loads the wallet stack before it is asked for, such as when a pointer rests on the button. */
  wake: () => void;
  /** What a transaction needs; waits for the wallet stack. */
  ready: () => Promise<WalletActions>;
};

const Store = createContext<{ store: WalletStore; wake: () => void } | null>(null);

/** wagmi and RainbowKit, which come together. */
const loadStack = async () => (await import("./parts/index.ts")).runStack();

const wasConnected = () => {
  try {
    return localStorage.getItem(RETURNING) !== null;
  } catch {
    return false; // A browser that keeps nothing: the person connects anew at each visit.
  }
};

/** Loads wagmi and RainbowKit on the first wish to connect, and unasked, once the page rests, for somebody who was connected before. */
export const WalletProvider = ({ children }: { children: ReactNode }) => {
  const t = useTranslations("wallet");
  const [store] = useState(createWalletStore);
  const [isWanted, setWanted] = useState(false);
  const [Stack, setStack] = useState<ComponentType<{ store: WalletStore }> | null>(null);

  useEffect(() => {
    // The page itself comes first: this is as heavy as all the rest of it.
    return wasConnected() ? whenQuiet(() => setWanted(true)) : undefined;
  }, []);

  useEffect(() => {
    if (!isWanted || Stack) return;
    store.set({ state: { phase: "waking" } });
    loadStack().then(
      // The heaviest thing there is: drawn in between, so that the page goes on answering.
      (stack) => startTransition(() => setStack(() => stack)),
      () => {
        setWanted(false);
        store.get().request?.resolve(null);
        store.set({ state: { phase: "asleep" }, request: null });
        toast({ tone: "bad", title: t("failed") });
      },
    );
  }, [isWanted, Stack, store, t]);

  // Woken by a finger or by focus, which are answered first.
  const value = useMemo(() => ({ store, wake: () => startTransition(() => setWanted(true)) }), [store]);
  return (
    <Store value={value}>
      {children}
      {Stack && <Stack store={store} />}
    </Store>
  );
};

const addressIn = (state: WalletState) => (state.phase === "connected" ? (state.address.toLowerCase() as `0x${string}`) : null);

export const useWallet = (): Wallet => {
  const held = use(Store);
  if (!held) throw new Error("useWallet stands outside WalletProvider; the root layout provides it.");
  const { store, wake } = held;
  const state = useSyncExternalStore(
    store.subscribe,
    () => store.get().state,
    () => store.getInitial().state,
  );

  // The same however the wallet stands, so that what only hands them on is not drawn anew.
  const deeds = useMemo(
    () => ({
      wake,
      ready: () => {
        wake();
        return store.whenReady();
      },
      connect: () => {
        wake();
        const address = addressIn(store.get().state);
        if (address) return Promise.resolve(address);
        store.get().request?.resolve(null);
        return new Promise<`0x${string}` | null>((resolve) => store.set({ request: { resolve } }));
      },
      disconnect: async () => {
        if (store.get().actions) await store.get().actions?.disconnect();
        else
          try {
            localStorage.removeItem(RETURNING);
          } catch {
            // Nothing was kept, so there is nothing to forget.
          }
      },
    }),
    [store, wake],
  );
  return useMemo(() => ({ state, address: addressIn(state), ...deeds }), [state, deeds]);
};
