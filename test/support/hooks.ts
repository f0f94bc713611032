/** Loaded before every mocha tier: whatever the tests started is stopped when the last one is done. */
import { removeAllScratch } from "../../scripts/local/scratch.ts";

const stops: (() => Promise<void>)[] = [];

/** For what is shared by a whole run; a test file stops its own things in `after`. */
export const atTheEnd = (stop: () => Promise<void>): void => void stops.push(stop);

/** For a program that is no test and ends by itself. */
export async function stopEverything(): Promise<void> {
  for (const stop of stops.reverse()) await stop();
  await removeAllScratch();
}

export const mochaHooks = {
  async afterAll(this: Mocha.Context) {
    this.timeout(60_000);
    await stopEverything();
  },
};

process.once("SIGTERM", () => void stopEverything().finally(() => process.exit(143)));
