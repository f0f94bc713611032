import type { Account, Chain, PublicClient, Transport, WalletClient } from "viem";

/** What the rest of the app knows of the wallet. wagmi and RainbowKit live behind it, in a part that is loaded later. */
export type WalletState =
  | { phase: "asleep" }
  | { phase: "waking" }
  | { phase: "disconnected" }
  | { phase: "connecting" }
  | { phase: "connected"; address: `0x${string}`; chainId: number; walletName: string };

export type WalletActions = {
  disconnect: () => Promise<void>;
  switchChain: (chainId: number) => Promise<void>;
  /** Signs with the connected account, on the app's chain. */
  walletClient: () => Promise<WalletClient<Transport, Chain, Account>>;
  publicClient: () => PublicClient<Transport, Chain>;
};

/** Somebody waits for a connection; null when the person closed the list of wallets. */
export type ConnectRequest = { resolve: (address: `0x${string}` | null) => void };

export type WalletSnapshot = { state: WalletState; actions: WalletActions | null; request: ConnectRequest | null };

const initial: WalletSnapshot = { state: { phase: "asleep" }, actions: null, request: null };

export const createWalletStore = () => {
  let snapshot = initial;
  const listeners = new Set<() => void>();
  const ready = new Set<(actions: WalletActions) => void>();
  return {
    get: () => snapshot,
    getInitial: () => initial,
    set: (change: Partial<WalletSnapshot>) => {
      snapshot = { ...snapshot, ...change };
      if (snapshot.actions) {
        for (const each of ready) each(snapshot.actions);
        ready.clear();
      }
      for (const each of listeners) each();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    whenReady: (): Promise<WalletActions> =>
      snapshot.actions ? Promise.resolve(snapshot.actions) : new Promise((resolve) => ready.add(resolve)),
  };
};

export type WalletStore = ReturnType<typeof createWalletStore>;

/** Set while a wallet is connected, so that the next visit loads the wallet stack early. */
export const RETURNING = "guildhall.wallet";
