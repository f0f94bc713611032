import type { ComponentType } from "react";
import { breathe } from "#web/lib/quiet.ts";
import type { WalletStore } from "./store.ts";

/**
 * wagmi and RainbowKit, which come together and run part by part with a moment in between: run at once, they keep a slow
 * phone from answering for most of a second.
 */
export const loadStack = async (): Promise<ComponentType<{ store: WalletStore }>> => {
  const { parts, stack } = await import("./parts/index.ts");
  for (const run of parts) {
    await breathe();
    run();
  }
  await breathe();
  return stack().WalletStack;
};
