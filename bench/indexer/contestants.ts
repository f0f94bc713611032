/** Who is measured: each in a database of its own, on the same chain, from nothing to the last block that is final. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, dropDatabase, urlAs, withClient } from "../../prisma/server.ts";
import { nodeFlags } from "../../indexer/flags.ts";
import { config } from "../../scripts/config.ts";
import { aCluster, aDatabase, type TestDatabase } from "../../test/support/postgres.ts";
import type { Flood } from "./flood.ts";
import { type Measured, measure } from "./measured.ts";

export type Result = Measured & { events: number; bytes: number };

const patienceMs = 600_000;
/** Of the local chain by the default depth. */
const DEPTH = 3;
const base = { ...config.inherited, NODE_COMPILE_CACHE: join(tmpdir(), "guildhall-bench-cache") };

const ask = async <R extends object>(url: string, text: string): Promise<R> =>
  withClient(url, async (client) => (await client.query<R>(text)).rows[0] as R);

/** Until the row says it; one connection, so that looking costs the measured next to nothing. */
async function looking<T>(
  url: string,
  text: string,
  isDone: (row: Record<string, string>) => boolean,
  work: (look: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  return withClient(url, (client) =>
    work(async () => {
      const { rows } = await client.query<Record<string, string>>(text);
      return rows[0] !== undefined && isDone(rows[0]);
    }),
  );
}

type OursOptions = { main?: string; afterwards?: (database: TestDatabase) => Promise<void> };

export async function ours(flood: Flood, { main = "indexer/main.ts", afterwards }: OursOptions = {}): Promise<Result> {
  const database = await aDatabase();
  const file = join(mkdtempSync(join(tmpdir(), "guildhall-bench-")), "31337.json");
  writeFileSync(file, JSON.stringify(flood.deployment));
  const end = flood.head - DEPTH;
  const measured = await looking(
    database.superuserUrl,
    "select block from chain.cursor",
    ({ block }) => Number(block) >= end,
    (isDone) =>
      measure({
        program: process.execPath,
        args: [...nodeFlags, main],
        cwd: config.root,
        env: {
          ...base,
          DATABASE_URL: database.indexerUrl,
          RPC_URL: flood.chain.rpcUrl,
          CHAIN_ID: "31337",
          DEPLOYMENTS_FILE: file,
          HEALTH_PORT: "0",
          FINALITY_DEPTH: String(DEPTH),
          FINALITY_SETTLE_MS: "600000",
        },
        begins: /"msg":"following"/,
        isDone,
        patienceMs,
      }),
  );
  const { events, bytes } = await ask<{ events: string; bytes: string }>(
    database.superuserUrl,
    "select (select count(*) from chain.log) as events, pg_database_size(current_database()) as bytes",
  );
  await afterwards?.(database);
  await database.drop();
  return { ...measured, events: Number(events), bytes: Number(bytes) };
}

async function bareDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { superuserUrl, ownerUrl } = await aCluster();
  const name = `bench_${Math.random().toString(36).slice(2)}`;
  await createDatabase(superuserUrl, name, { owner: "guildhall_owner", template: "template0" });
  return { url: urlAs(ownerUrl, { database: name }), drop: () => dropDatabase(superuserUrl, name) };
}

export async function bare(flood: Flood, { withReadModels }: { withReadModels: boolean }): Promise<Result> {
  const { url, drop } = await bareDatabase();
  const { escrow, court, reputation, block } = flood.deployment;
  const end = flood.head - DEPTH;
  const measured = await looking(
    url,
    "select block from bare_cursor",
    (row) => Number(row["block"]) >= end,
    (isDone) =>
      measure({
        program: process.execPath,
        args: ["bench/indexer/bare.ts", ...(withReadModels ? ["read-models"] : [])],
        cwd: config.root,
        env: {
          ...base,
          DATABASE_URL: url,
          RPC_URL: flood.chain.rpcUrl,
          BENCH_ADDRESSES: JSON.stringify({ escrow, court, reputation }),
          BENCH_FROM: String(block),
          BENCH_TO: String(end),
        },
        begins: /begins/,
        isDone,
        patienceMs,
      }),
  );
  const { events, bytes } = await ask<{ events: string; bytes: string }>(
    url,
    "select (select count(*) from bare_log) as events, pg_database_size(current_database()) as bytes",
  );
  await drop();
  return { ...measured, events: Number(events), bytes: Number(bytes) };
}

const ponderFolder = join(config.root, "bench/ponder");

/** It has a package of its own, because nothing of ours needs it. */
export function installPonder(): void {
  if (existsSync(join(ponderFolder, "node_modules/ponder"))) return;
  const flags = ["install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", flags, { cwd: ponderFolder, stdio: ["ignore", "ignore", "inherit"] });
}

/** What Ponder counts as final on this chain. */
const PONDER_DEPTH = 30;
const tables = ["created", "accepted", "submitted", "released", "earned", "completed"];

export async function ponder(flood: Flood, { isTuned, port }: { isTuned: boolean; port: number }): Promise<Result> {
  const { url, drop } = await bareDatabase();
  const end = flood.head - PONDER_DEPTH;
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).status === 200;
  const measured = await measure({
    program: process.execPath,
    args: [
      "node_modules/ponder/dist/esm/bin/ponder.js",
      "--log-format",
      "json",
      "start",
      "--schema",
      "bench",
      "--port",
      `${port}`,
    ],
    cwd: ponderFolder,
    env: {
      ...base,
      PONDER_TELEMETRY_DISABLED: "true",
      DATABASE_URL: url,
      BENCH_RPC_URL: flood.chain.rpcUrl,
      BENCH_TUNED: isTuned ? "1" : "0",
      BENCH_START_BLOCK: String(flood.deployment.block),
      BENCH_ESCROW: flood.deployment.escrow,
      BENCH_REPUTATION: flood.deployment.reputation,
    },
    begins: /Started backfill indexing/,
    isDone: isReady,
    patienceMs,
  });
  const counts = tables.map((name) => `(select count(*) from bench.${name} where block <= ${end})`).join(" + ");
  const { events, bytes } = await ask<{ events: string; bytes: string }>(
    url,
    `select ${counts} as events, pg_database_size(current_database()) as bytes`,
  );
  await drop();
  return { ...measured, events: Number(events), bytes: Number(bytes) };
}
