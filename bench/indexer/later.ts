/** What comes after a backfill: the read models made again, and the process killed and started. */
import { setTimeout as sleep } from "node:timers/promises";
import { addressesOf } from "../../indexer/deployment.ts";
import { reindex } from "../../indexer/reindex.ts";
import { type Connection, connectTo } from "../../prisma/connect.ts";
import { withClient } from "../../prisma/server.ts";
import { caughtUp, type IndexerProcess, startIndexerProcess } from "../../test/support/mirror.ts";
import type { TestDatabase } from "../../test/support/postgres.ts";
import type { Figure } from "../report.ts";
import type { Flood } from "./flood.ts";

export async function rebuilt({ deployment }: Flood, database: TestDatabase): Promise<Figure> {
  const began = performance.now();
  await reindex(() => connectTo(database.ownerUrl, "reindex"), new Map([[deployment.chainId, addressesOf(deployment)]]));
  const value = (performance.now() - began) / 1_000;
  return { name: "indexer.rebuild-s", value, unit: "s", atMost: 5, stretch: 2, note: "no RPC call; tables swapped by rename" };
}

const TIMES = 7;

/** From the start of a process whose forerunner was killed, behind by some blocks, to its standing at the head. */
export async function restarted(flood: Flood, database: TestDatabase): Promise<Figure[]> {
  const { chain, deployment } = flood;
  const start = () => startIndexerProcess({ database, rpcUrl: chain.rpcUrl, deployment });
  let indexer = start();
  await caughtUp(database, chain);
  const seconds: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    await indexer.kill();
    for (let block = 0; block < 5; block++) await chain.cheats.request({ method: "evm_mine", params: [] } as never);
    const began = performance.now();
    indexer = start();
    await caughtUp(database, chain);
    seconds.push((performance.now() - began) / 1_000);
  }
  const takeover = await takenOver(flood, database, indexer, start);
  seconds.sort((a, b) => a - b);
  const middle = seconds[TIMES >> 1] ?? 0;
  const note = `median of ${TIMES}, from spawn to the head`;
  return [
    { name: "indexer.restart-s", value: middle, unit: "s", atMost: 1, stretch: 0.5, peer: 0.67, note },
    { name: "indexer.restart-s.max", value: seconds.at(-1) ?? 0, unit: "s" },
    takeover,
  ];
}

/** From the death of the leader, while another stands by, to that one's standing at a head that came meanwhile. */
async function takenOver(
  { chain }: Flood,
  database: TestDatabase,
  leader: IndexerProcess,
  start: () => IndexerProcess,
): Promise<Figure> {
  const standby = start();
  const isWaiting = (client: Pick<Connection, "query">) =>
    client.query("select from pg_stat_activity where datname = current_database() and application_name = 'indexer lead'");
  await withClient(database.superuserUrl, async (client) => {
    while ((await isWaiting(client)).rowCount !== 2) await sleep(20);
  });
  const began = performance.now();
  await leader.kill();
  await chain.cheats.request({ method: "evm_mine", params: [] } as never);
  await caughtUp(database, chain);
  const value = (performance.now() - began) / 1_000;
  await standby.kill();
  return { name: "indexer.takeover-s", value, unit: "s", atMost: 1, stretch: 0.5, note: "a standby, after the leader's SIGKILL" };
}
