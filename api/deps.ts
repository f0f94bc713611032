import type { Database } from "#db";
import type { Clock } from "#core/lib/time.ts";
import type { Settings } from "./config.ts";
import type { ChainNode } from "./lib/chain-node.ts";
import type { Log } from "./lib/log.ts";
import type { RateLimiter } from "./lib/rate-limit.ts";
import type { Change } from "./lib/transaction.ts";

/** Everything the API works with, opened by main.ts or by a test, never imported. */
export type Deps = {
  database: Database;
  /** The one way to write. */
  change: Change;
  chain: ChainNode;
  /** The world's time. Security asks the wall. */
  clock: Clock;
  limiter: RateLimiter;
  log: Log;
  settings: Settings;
};
