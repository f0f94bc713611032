/**
 * What the wallet stack stands on, what is below first. Named by `require`, which comes with this file and runs when it is
 * called: `import` would run all of them at once.
 */
export const parts: readonly (() => unknown)[] = [
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

export const stack = (): typeof import("../stack.tsx") => require("../stack.tsx");
