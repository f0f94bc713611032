/** The indexer's own parts, put together for a test: in this process, or as the process that `npm start` runs. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type Chain, openChain } from "../../indexer/chain.ts";
import type { Deployment } from "../../indexer/deployment.ts";
import { finalityBy } from "../../indexer/finality.ts";
import { nodeFlags } from "../../indexer/flags.ts";
import { follow } from "../../indexer/follow.ts";
import { listenForHeads } from "../../indexer/head.ts";
import { providersOf } from "../../indexer/providers.ts";
import { type Connection, openWriter } from "../../indexer/sql.ts";
import { openStatus, type Status } from "../../indexer/status.ts";
import { connectTo } from "../../prisma/connect.ts";
import { withClient } from "../../prisma/server.ts";
import { config } from "../../scripts/config.ts";
import type { TestChain } from "./chain.ts";
import type { TestDatabase } from "./postgres.ts";
import { comes } from "./until.ts";

export type Mirror = { status: Status; stop(): Promise<void> };

type Options = {
  database: TestDatabase;
  /** The preferred first. */
  rpcUrls?: string[];
  rpcUrl?: string;
  rpcWsUrl?: string;
  timeoutMs?: number;
  deployment: Deployment | (() => Deployment);
  /** Deep enough that no test's reorg reaches below, unless it means to. */
  finality?: { depth: number; settleMs: number | null };
  isLocal?: boolean;
  nearBlocks?: number;
  /** Something between the indexer and the chain, or the database. */
  chain?: (chain: Chain) => Chain;
  connect?: () => Connection;
};

const silent = pino({ level: config.logLevel === "info" ? "silent" : config.logLevel });

export function startMirror({ database, rpcWsUrl, deployment, finality, isLocal = true, ...more }: Options): Mirror {
  const { rpcUrl, rpcUrls = rpcUrl ? [rpcUrl] : [], timeoutMs = 10_000, ...naive } = more;
  const stop = new AbortController();
  const status = openStatus();
  status.role = "leader";
  const chains = rpcUrls.map((url) => openChain(url, { timeoutMs }));
  const writer = openWriter(naive.connect ?? (() => connectTo(database.indexerUrl, "test")));
  const running = follow({
    chainId: 31_337,
    isLocal,
    providers: providersOf(
      chains.map((chain) => naive.chain?.(chain) ?? chain),
      31_337,
    ),
    writer,
    deployment: async () => (typeof deployment === "function" ? deployment() : deployment),
    finality: () => finalityBy(finality ?? { depth: 64, settleMs: 600_000 }),
    bell: listenForHeads(rpcWsUrl, { signal: stop.signal, log: silent }),
    pollMs: 20,
    status,
    log: silent,
    signal: stop.signal,
    ...(naive.nearBlocks !== undefined && { nearBlocks: naive.nearBlocks }),
  });
  return {
    status,
    stop: async () => {
      stop.abort();
      await running;
      await writer.close();
    },
  };
}

/** Until the mirror stands where the chain does. */
export async function caughtUp(database: TestDatabase, chain: TestChain): Promise<void> {
  if (!(await catchesUp(database, chain, 60_000))) throw new Error("The mirror did not reach the head within a minute.");
}

/** Whether it gets there in time. */
export function catchesUp(database: TestDatabase, chain: TestChain, ms: number): Promise<boolean> {
  return withClient(database.superuserUrl, (client) =>
    comes(async () => {
      const head = await chain.reader.getBlock({ blockTag: "latest" });
      const { rows } = await client.query("select hash from chain.cursor where chain_id = 31337");
      return rows[0]?.hash === head.hash;
    }, ms),
  );
}

/** A fresh mirror of the chain as it is now: what any other one must be equal to. */
export async function undisturbed(
  fresh: TestDatabase,
  chain: TestChain,
  deployment: Deployment,
): Promise<Record<string, unknown[]>> {
  const mirror = startMirror({ database: fresh, rpcUrl: chain.rpcUrl, deployment });
  await caughtUp(fresh, chain);
  await mirror.stop();
  return dump(fresh);
}

const tables = {
  cursor: "block, hash",
  log: "chain_id, block, block_hash, tx_hash, log_index, at, contract, name, args",
  escrow_agreement: "*",
  milestone: "*",
  movement: "*",
  credit: "*",
  case: "*",
  evidence: "*",
  case_round: "*",
  panel_member: "*",
  seat: "*",
  standing: "*",
  reputation_event: "*",
};

/** Every row of the mirror, in an order that does not depend on how it came about. */
export function dump(database: TestDatabase): Promise<Record<string, unknown[]>> {
  return withClient(database.superuserUrl, async (client) => {
    const found: Record<string, unknown[]> = {};
    for (const [table, columns] of Object.entries(tables)) {
      const { rows } = await client.query(
        `select to_jsonb(t) as row from (select ${columns} from chain."${table}") t order by to_jsonb(t)::text collate "C"`,
      );
      found[table] = rows.map(({ row }) => row);
    }
    return found;
  });
}

/** The chain facts that the bus tells and that no later telling took back, in order. */
export function toldFacts(database: TestDatabase): Promise<string[]> {
  return withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ topic: string; payload: Record<string, string> }>(
      "select topic, payload from bus.outbox order by xid, seq",
    );
    let standing: { block: number; text: string }[] = [];
    for (const { topic, payload } of rows) {
      if (topic === "chain.rewound") standing = standing.filter(({ block }) => block <= Number(payload["to"]));
      else if (topic !== "chain.head")
        standing.push({ block: Number(payload["block"]), text: `${topic} ${JSON.stringify(payload)}` });
    }
    return standing.map(({ text }) => text);
  });
}

export type IndexerProcess = {
  child: ChildProcess;
  /** Its exit code, once it has one. */
  ended: Promise<number | null>;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
};

type ProcessOptions = {
  database: TestDatabase;
  rpcUrl: string;
  deployment: Deployment;
  main?: string;
  args?: string[];
  env?: NodeJS.ProcessEnv;
};

/** The process as it is run for people, on ports that nobody else has. */
export function startIndexerProcess({
  database,
  rpcUrl,
  deployment,
  main = "indexer/main.ts",
  args = [],
  env = {},
}: ProcessOptions): IndexerProcess {
  const file = join(mkdtempSync(join(tmpdir(), "guildhall-deployment-")), "31337.json");
  writeFileSync(file, JSON.stringify(deployment));
  const child = spawn(process.execPath, [...nodeFlags, join(config.root, main), ...args], {
    cwd: config.root,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...config.inherited,
      DATABASE_URL: database.indexerUrl,
      RPC_URL: rpcUrl,
      CHAIN_ID: "31337",
      DEPLOYMENTS_FILE: file,
      HEALTH_PORT: "0",
      LOG_LEVEL: "fatal",
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
      FINALITY_DEPTH: "64",
      FINALITY_SETTLE_MS: "600000",
      ...env,
    },
  });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null) child.kill(signal);
    return ended;
  };
  return { child, ended, kill: async () => void (await end("SIGKILL")), stop: () => end("SIGTERM") };
}
