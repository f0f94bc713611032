/** The HTTP process: opens everything, listens, and lets go of it in the reverse order. */
import { setTimeout as sleep } from "node:timers/promises";
import { wallClock } from "#core/lib/time.ts";
import { openDb } from "#db";
import { readConfig } from "./config.ts";
import type { Deps } from "./deps.ts";
import { openHttp } from "./http.ts";
import { openChainNode } from "./lib/chain-node.ts";
import { chainClock } from "./lib/clock.ts";
import { openHealth } from "./lib/health.ts";
import { openLog } from "./lib/log.ts";
import { openRateLimiter } from "./lib/rate-limit.ts";
import { openChanges } from "./lib/transaction.ts";

const config = readConfig();
const { settings } = config;
const log = openLog("api", config.logLevel);
const database = openDb(config.databaseUrl, { log, connections: config.databaseConnections });
const chain = openChainNode(config.rpcUrl, settings);
const deps: Deps = {
  database,
  change: openChanges(database),
  chain,
  clock: config.clock === "chain" ? chainClock(chain) : wallClock,
  limiter: openRateLimiter(database.pool, { scale: config.rateLimitScale }),
  log,
  settings,
};
const health = openHealth({ database, chain, chainId: settings.chainId });
const http = await openHttp(deps, { ...config, health, scale: config.rateLimitScale });
log.info({ port: http.port, chainId: settings.chainId, clock: config.clock }, "listening");

let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, "stopping");
  health.drain();
  await sleep(config.drainSeconds * 1000);
  await http.close();
  await database.close();
  log.info({}, "stopped");
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(signal));
