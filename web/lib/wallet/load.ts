import type { ComponentType } from "react";
import { breathe, watchReader } from "#web/lib/quiet.ts";
import type { WalletStore } from "./store.ts";

/**
 * wagmi and RainbowKit, which come together and run part by part with a moment in between: run at once, they keep a slow
 * phone from answering for most of a second. Whoever uses the page meanwhile is answered first.
 */
export const loadStack = async (): Promise<ComponentType<{ store: WalletStore }>> => {
  const { parts, stack } = await import("./parts/index.ts");
  const reader = watchReader(window);
  try {
    for (const run of parts) {
      await breathe();
      await reader.rests();
      run();
    }
  } finally {
    reader.end();
  }
  await breathe();
  return stack().WalletStack;
};
