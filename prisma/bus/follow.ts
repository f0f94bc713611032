import { setTimeout as sleep } from "node:timers/promises";
import type { Topic } from "#core/events.ts";
import type { Database, Tx } from "../client.ts";
import { type Cursor, cursorOf, type EventOf, isSame, type Row, toEvent } from "./event.ts";
import { notify } from "./publish.ts";
import { look, now, type State } from "./read.ts";
import { wakesOf } from "./wake.ts";

type Log = { warn(facts: object, phrase: string): void; error(facts: object, phrase: string): void };

export type Follow<T extends Topic> = {
  /** The name of the consumer's row; two processes under one name share the work. */
  consumer: string;
  db: Database;
  topics?: readonly T[];
  /** `seen`: as soon as it is told. `final`: a chain fact waits until no reorg can take it back, and is skipped if one did. */
  when?: "seen" | "final";
  /** Where a consumer begins that was never here before. */
  from?: "start" | "now";
  /** What it writes through `tx` is committed with the consumer's place: once, whatever crashes. */
  handler(event: EventOf<T>, tx: Tx): Promise<void>;
  signal: AbortSignal;
  log?: Log;
  pollMs?: number;
  /** So often is a failing event tried before it is put aside for a person, and the next one heard. */
  tries?: number;
};

/** No transaction lasts longer than this plus one handler: an open one holds back every reader of the outbox. */
const budgetMs = 200;
const transactionLimitMs = 10_000;

class HandlerFailed extends Error {
  readonly row: Row;
  constructor(row: Row, cause: unknown) {
    super("An event's handler failed.", { cause });
    this.row = row;
  }
}

/** Hears every event once and in order. Resolves on abort. */
export async function follow<T extends Topic>(options: Follow<T>): Promise<void> {
  const { consumer, db, topics, when = "seen", from = "start", handler, signal, log, pollMs = 250, tries = 10 } = options;
  const { wakes, release } = wakesOf(db);
  const poison = { seq: "", times: 0 };
  let failures = 0;
  let place: Cursor | undefined;

  const step = async (): Promise<boolean> => {
    place ??= await join(db, consumer, from);
    const rows = await look(db.pool, { after: place, limit: 500, topics, when });
    const waiting = rows.findIndex((row) => row.state === "waiting" && row.payload !== null);
    const ripe = waiting === -1 ? rows : rows.slice(0, waiting);
    if (ripe.length === 0) return false;

    place = await handle(place, ripe);
    return true;
  };

  const handle = (expected: Cursor, rows: (Row & { state: State })[]): Promise<Cursor> =>
    db.prisma.$transaction(
      async (tx) => {
        const held = await hold(tx, consumer);
        // Somebody under the same name was faster, or our last commit went through though its answer got lost.
        if (!isSame(held, expected)) return held;

        const began = performance.now();
        let done = expected;
        let handled = 0;
        for (const row of rows) {
          const isOurs = row.payload !== null && row.state === "standing";
          if (isOurs && handled > 0 && (failures > 0 || performance.now() - began > budgetMs)) break;
          if (isOurs) {
            await handler(toEvent(row) as EventOf<T>, tx).catch((error: unknown) => {
              throw new HandlerFailed(row, error);
            });
            handled += 1;
          }
          done = cursorOf(row);
        }
        await move(tx, consumer, done);
        if (handled > 0) await tx.$executeRawUnsafe(notify);
        return done;
      },
      { timeout: transactionLimitMs, maxWait: 5_000 },
    );

  const despair = async (error: unknown): Promise<void> => {
    if (!(error instanceof HandlerFailed)) {
      log?.warn({ consumer, failures, error: String(error) }, "outbox not readable, trying again");
      return;
    }
    const { row, cause } = error;
    poison.times = poison.seq === row.seq ? poison.times + 1 : 1;
    poison.seq = row.seq;
    const facts = { consumer, topic: row.topic, seq: row.seq, times: poison.times, error: String(cause) };
    if (poison.times < tries) {
      log?.warn(facts, "event not handled, trying again");
      return;
    }
    await putAside(db, consumer, row, cause).then(
      () => log?.error(facts, "event put aside"),
      (again: unknown) => log?.warn({ consumer, error: String(again) }, "outbox not readable, trying again"),
    );
  };

  while (!signal.aborted) {
    const mark = wakes.mark();
    try {
      const hasMoved = await step();
      if (hasMoved) failures = 0;
      else await wakes.since(mark, pollMs, signal);
    } catch (error) {
      failures += 1;
      // After a crash the row in the database knows better than we do.
      place = undefined;
      await despair(error);
      await sleep(Math.min(25 * 2 ** failures, 5_000), undefined, { signal }).catch(() => {});
    }
  }
  release();
}

async function join(db: Database, consumer: string, from: "start" | "now"): Promise<Cursor> {
  const [xid = "0"] = from === "now" ? (await now(db)).split(":") : [];
  const { rows } = await db.pool.query<{ xid: string; seq: string }>(
    `with joined as (
       insert into bus.consumer (name, xid) values ($1, $2::text::xid8) on conflict (name) do nothing returning xid, seq
     )
     select xid::text, seq::text from joined
     union all select xid::text, seq::text from bus.consumer where name = $1`,
    [consumer, xid],
  );
  const [row] = rows;
  if (!row) throw new Error("The consumer's row was being written by somebody else.");
  return cursorOf(row);
}

async function hold(tx: Tx, consumer: string): Promise<Cursor> {
  const [row] = await tx.$queryRaw<{ xid: string; seq: string }[]>`
    select xid::text, seq::text from bus.consumer where name = ${consumer} for update`;
  if (!row) throw new Error(`The consumer ${consumer} has lost its row.`);
  return cursorOf(row);
}

async function move(tx: Tx, consumer: string, { xid, seq }: Cursor): Promise<void> {
  await tx.$executeRaw`
    update bus.consumer set xid = ${xid.toString()}::text::xid8, seq = ${seq} where name = ${consumer}`;
}

/** A poison event must not block those behind it; it stays on record for a person. */
async function putAside(db: Database, consumer: string, row: Row, error: unknown): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await hold(tx, consumer);
    await tx.$executeRaw`
      insert into bus.dead_letter (consumer, seq, topic, payload, error)
      values (${consumer}, ${BigInt(row.seq)}, ${row.topic}, ${JSON.stringify(row.payload)}::jsonb, ${String(error)})
      on conflict do nothing`;
    await move(tx, consumer, cursorOf(row));
  });
}
