import type { ComponentType } from "react";
import { breathe } from "../breathe.ts";
import { watchReader } from "../reader.ts";
import type { WalletStore } from "../store.ts";

/**
 * What the wallet stack stands on, what is below first. Named by `require`, which comes with this file and runs when it is
 * called: `import` would run all of them at once.
 */
const parts: readonly (() => unknown)[] = [
  () => require("./chain.ts"),
  () => require("./calls.ts"),
  () => require("./sending.ts"),
  () => require("./checking.ts"),
  () => require("./signing.ts"),
  () => require("./waiting.ts"),
  () => require("./reading.ts"),
  () => require("./client.ts"),
  () => require("./hooks.ts"),
  () => require("./wallets.ts"),
  () => require("./kit.ts"),
];
const stack = (): typeof import("../stack.tsx") => require("../stack.tsx");

/**
 * Runs wagmi and RainbowKit part by part with a moment in between: at once, they keep a slow phone from answering for most of
 * a second. Whoever uses the page meanwhile is answered first.
 */
export const runStack = async (): Promise<ComponentType<{ store: WalletStore }>> => {
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
