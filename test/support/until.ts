import { setTimeout as sleep } from "node:timers/promises";

type Check = () => boolean | Promise<boolean>;

/** Waits for a fact that comes by itself; the ceiling is generous, because a slow machine is no failure. */
export async function until(isTrue: Check, { ms = 60_000, what = "what was waited for" } = {}): Promise<void> {
  if (!(await comes(isTrue, ms))) throw new Error(`${what} did not come within ${ms} ms`);
}

/** Whether the fact comes in time. */
export async function comes(isTrue: Check, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (!(await isTrue())) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}
