import type { ComponentType } from "react";
import type { WalletStore } from "./store.ts";

/**
 * wagmi and RainbowKit in parts that come together and run by themselves, what stands below first: run at once, they keep
 * a slow phone from answering for most of a second.
 */
export const loadStack = async (): Promise<ComponentType<{ store: WalletStore }>> => {
  await Promise.all([
    import("./parts/core.ts"),
    import("./parts/hooks.ts"),
    import("./parts/wallets.ts"),
    import("./parts/kit.ts"),
  ]);
  return (await import("./stack.tsx")).WalletStack;
};
