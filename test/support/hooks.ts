/** Loaded before every mocha tier: whatever the tests started is stopped when the last one is done. */
import { stopCluster } from "./postgres.ts";

const stops: (() => Promise<void>)[] = [stopCluster];

/** For what is shared by a whole run; a test file stops its own things in `after`. */
export const atTheEnd = (stop: () => Promise<void>): void => void stops.push(stop);

export const mochaHooks = {
  async afterAll(this: Mocha.Context) {
    this.timeout(60_000);
    for (const stop of stops.reverse()) await stop();
  },
};
