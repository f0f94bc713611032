import { setTimeout as sleep } from "node:timers/promises";

/** Waits for a fact that comes by itself; the ceiling is generous, because a slow machine is no failure. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  { ms = 20_000, what = "what was waited for" } = {},
): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${ms} ms`);
    await sleep(10);
  }
}
