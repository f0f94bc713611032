import { connectTo } from "../prisma/connect.ts";
import { openChain } from "./chain.ts";
import { type Config, readConfig } from "./config.ts";
import { readDeployment } from "./deployment.ts";
import { finalityBy } from "./finality.ts";
import { type Follow, follow } from "./follow.ts";
import { listenForHeads } from "./head.ts";
import { serveHealth } from "./health.ts";
import { waitForLead } from "./leader.ts";
import { type Log, openLog } from "./log.ts";
import { providersOf } from "./providers.ts";
import { openRecall } from "./rpc.ts";
import { type Connection, openWriter } from "./sql.ts";
import { openStatus } from "./status.ts";

export type Parts = { connect?: (url: string, name: string) => Connection; project?: Follow["project"] };

/** Runs until `signal`; throws where a person must change something. */
export async function run(
  config: Config,
  log: Log,
  signal: AbortSignal,
  { connect = connectTo, project }: Parts = {},
): Promise<void> {
  const { chainId, isLocal, pollMs } = config;
  const status = openStatus();
  const health = await serveHealth(status, chainId, config.health);
  log.info({ port: health.port }, "listening");

  const recall = openRecall();
  const providers = providersOf(
    config.rpcUrls.map((url) => openChain(url, { recall })),
    chainId,
  );
  const bell = listenForHeads(config.rpcWsUrl, {
    signal,
    log,
    silenceMs: config.silenceMs,
    onSilence: () => {
      status.silences += 1;
    },
  });
  try {
    while (!signal.aborted) {
      const lead = await waitForLead({
        connect: () => connect(config.databaseUrl, "indexer lead"),
        chainId,
        signal,
        log,
        onStandby: () => {
          status.role = "standby";
        },
      });
      if (!lead) break;
      status.role = "leader";
      const writer = openWriter(() => connect(config.databaseUrl, "indexer"));
      try {
        await follow({
          chainId,
          isLocal,
          providers,
          writer,
          deployment: () => readDeployment(config.deploymentsFile, chainId),
          finality: () => finalityBy(config.finality),
          bell,
          pollMs,
          status,
          log,
          signal: AbortSignal.any([signal, lead.lost]),
          leads: lead.isHeld,
          ...(project && { project }),
        });
      } finally {
        await writer.close();
        await lead.release();
      }
      if (!signal.aborted) log.warn({}, "lost the lead");
      status.role = "starting";
    }
  } finally {
    await health.close();
  }
}

/** The process: its configuration from the environment, its end by signal. */
export async function main(): Promise<void> {
  const stop = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stop.abort());
  const config = readConfig();
  const log = openLog(config.logLevel, config.chainId);
  try {
    await run(config, log, stop.signal);
    log.info({}, "stopped");
  } catch (error) {
    log.fatal({ error: error instanceof Error ? error.message : String(error) }, "cannot go on");
    process.exitCode = 1;
  }
}
