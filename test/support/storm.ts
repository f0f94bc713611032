/** Overlapping writers, readers of every kind, and connections that are killed all the while: what the outbox is built for. */
import { setTimeout as sleep } from "node:timers/promises";
import { Address } from "#core/lib/ids.ts";
import { type Database, openDb } from "#db";
import { follow, now, type OutboxEvent, publish, tail } from "#outbox";
import { withClient } from "../../prisma/server.ts";
import type { TestDatabase } from "./postgres.ts";
import { seeded } from "./seeded.ts";
import { until } from "./until.ts";

export const address = (n: number) => Address.parse(`0x${n.toString(16).padStart(40, "0")}`);
export const numberOf = (event: OutboxEvent): number =>
  event.topic === "profile.updated" ? Number.parseInt(event.payload.address, 16) : -1;

/** Where consumers note what they heard, in the transaction in which they hear it. */
export const makeRoomForEffects = (database: TestDatabase) =>
  withClient(database.ownerUrl, (client) =>
    client.query(`create table app.effect (id bigserial primary key, consumer text, number int);
      grant all on app.effect to guildhall_api; grant all on sequence app.effect_id_seq to guildhall_api`),
  );

export const remembering = (db: Database, consumer: string, signal: AbortSignal): Promise<void> =>
  follow({
    consumer,
    db,
    signal,
    topics: ["profile.updated"],
    handler: async (event, tx) => {
      await tx.$executeRaw`insert into app.effect (consumer, number) values (${consumer}, ${numberOf(event)})`;
    },
  });

export async function effectsIn({ pool }: Database, consumer: string): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>("select number from app.effect where consumer = $1 order by id", [
    consumer,
  ]);
  return rows.map((row) => row.number);
}

export type Storm = {
  /** What was committed, in the order of the bus. */
  told: number[];
  /** What each consumer heard, in the order in which it heard it. */
  heard: Record<string, number[]>;
  /** What a reader saw that trusts the sequence alone. */
  plain: number[];
  kills: number;
};

const WRITERS = 8;

/** `db` is another than the readers use, so that nobody kills whoever looks at the outcome. */
export async function storm(
  database: TestDatabase,
  db: Database,
  { seed, transactions, patienceMs = 120_000 }: { seed: string; transactions: number; patienceMs?: number },
): Promise<Storm> {
  const random = seeded(seed);
  const stop = new AbortController();
  const { signal } = stop;
  const tailed: OutboxEvent[] = [];
  const plain: number[] = [];
  const after = await now(db);
  const readers = openDb(database.apiUrl);
  const running = [
    remembering(readers, "first", signal),
    remembering(readers, "second", signal),
    // Two workers under one name share its events.
    remembering(readers, "second", signal),
    tail({ db: readers, after, signal, onEvents: (events) => void tailed.push(...events) }),
    readPlainly(database.superuserUrl, plain, signal),
  ];

  const killing = new AbortController();
  const killer = killConnections(database, random, killing.signal);
  const each = Math.ceil(transactions / WRITERS);
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(database.apiUrl, writer, each, random)));
  killing.abort();
  const kills = await killer;

  const told = await withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ number: number }>(
      `select ('x' || right(payload->>'address', 8))::bit(32)::int as number from bus.outbox order by xid, seq`,
    );
    return rows.map((row) => row.number);
  });
  const patience = { ms: patienceMs };
  for (const consumer of ["first", "second"])
    await until(async () => (await effectsIn(db, consumer)).length >= told.length, patience);
  await until(() => tailed.length >= told.length, patience);
  // One that is told twice comes late.
  await sleep(500);
  stop.abort();
  await Promise.all(running);
  await readers.close();
  const heard = { first: await effectsIn(db, "first"), second: await effectsIn(db, "second"), tail: tailed.map(numberOf) };
  return { told, heard, plain, kills };
}

/** Transactions of one to four events that overlap: some commit late, some roll back, some are killed half-way. */
async function write(url: string, writer: number, count: number, random: () => number): Promise<void> {
  let number = writer * 100_000;
  for (let done = 0; done < count; ) {
    const batch = Array.from({ length: 1 + Math.floor(random() * 4) }, () => address(++number));
    const isKept = random() < 0.9;
    const pause = random() < 0.3 ? random() * 30 : 0;
    await withClient(url, async (client) => {
      await client.query("begin");
      for (const one of batch) await publish(client, "profile.updated", { address: one });
      await sleep(pause);
      await client.query(isKept ? "commit" : "rollback");
      done += 1;
    }).catch(() => {});
  }
}

async function killConnections(database: TestDatabase, random: () => number, signal: AbortSignal): Promise<number> {
  let kills = 0;
  while (!signal.aborted) {
    await sleep(40);
    await withClient(database.superuserUrl, async (client) => {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = $1 and usename = 'guildhall_api' and hashtext(pid::text || $2) % 3 = 0`,
        [database.name, random().toString()],
      );
      kills += rowCount ?? 0;
    });
  }
  return kills;
}

async function readPlainly(url: string, found: number[], signal: AbortSignal): Promise<void> {
  await withClient(url, async (client) => {
    for (let last = "0"; !signal.aborted; await sleep(2)) {
      const { rows } = await client.query<{ seq: string; number: number }>(
        `select seq, ('x' || right(payload->>'address', 8))::bit(32)::int as number
         from bus.outbox where seq > $1 order by seq`,
        [last],
      );
      for (const row of rows) found.push(row.number);
      last = rows.at(-1)?.seq ?? last;
    }
  });
}
