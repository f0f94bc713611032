/** The process that reacts to what happened and does what the clock says. Several may run: each event is handled once. */
import express from "express";
import { wallClock } from "#core/lib/time.ts";
import { openDb } from "#db";
import { readConfig } from "./config.ts";
import { openChainNode } from "./lib/chain-node.ts";
import { chainClock } from "./lib/clock.ts";
import { healthRoutes, openHealth } from "./lib/health.ts";
import { purge } from "./lib/housekeeping.ts";
import { openJobs } from "./lib/jobs.ts";
import { openLog } from "./lib/log.ts";
import { drain, listen, openServer } from "./lib/server.ts";
import { followForNotices, remind } from "./modules/notifications/index.ts";
import { followForProjects } from "./modules/projects/index.ts";

const config = readConfig();
const { settings, outboxDays } = config;
const log = openLog("worker", config.logLevel);
const database = openDb(config.databaseUrl, { log, connections: Math.min(config.databaseConnections, 10) });
const chain = openChainNode(config.rpcUrl, settings);
const clock = config.clock === "chain" ? chainClock(chain) : wallClock;
const ending = new AbortController();

const jobs = await openJobs({
  database,
  log,
  jobs: [
    { name: "purge", cron: "17 * * * *", run: () => purge(database, { outboxDays }) },
    { name: "remind", cron: "* * * * *", run: () => remind({ database, clock }) },
  ],
});
const following = Promise.all([
  followForNotices({ database, clock, log, signal: ending.signal }),
  followForProjects({ database, log, signal: ending.signal }),
]);

const health = openHealth({ database, chain, chainId: settings.chainId });
const server = openServer(express().disable("x-powered-by").use(healthRoutes(health)));
const port = await listen(server, config.workerPort, config.host);
log.info({ port }, "listening");

let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, "stopping");
  health.drain();
  ending.abort();
  await Promise.all([following, jobs.stop(), drain(server, 1_000)]);
  await database.close();
  log.info({}, "stopped");
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(signal));
