import type { BusEvent, Payload, Topic } from "#core/events.ts";
import { copyText } from "../copy.ts";
import type { PgPool } from "../client.ts";

/** A transaction, Prisma's or pg's: the fact and its telling are committed together or not at all. */
export type Writer =
  | { $executeRawUnsafe(sql: string, ...values: unknown[]): PromiseLike<number> }
  | { query(sql: string, values: unknown[]): PromiseLike<unknown> };

const insertOne = "insert into bus.outbox (topic, payload, request_id) values ($1, $2::jsonb, $3)";
const insertMany = `insert into bus.outbox (topic, payload)
  select topic, payload::jsonb from unnest($1::text[], $2::text[]) with ordinality as told (topic, payload, place)
  order by place`;

/** Tells one fact. No NOTIFY in here: it would serialise all commits. Ring the bell once the transaction is over. */
export async function publish<T extends Topic>(tx: Writer, topic: T, payload: Payload<T>, requestId?: string): Promise<void> {
  await run(tx, insertOne, [topic, JSON.stringify(payload), requestId ?? null]);
}

/** A connection that can do more than an insert, for whoever tells thousands at once. */
type Copier = { copy(target: string, rows: Iterable<string>): Promise<void> };

/** Tells many facts in their order, with one statement. */
export async function publishMany(tx: Writer | Copier, events: readonly BusEvent[]): Promise<void> {
  if (events.length === 0) return;
  if ("copy" in tx) return tx.copy("bus.outbox (topic, payload)", linesOf(events));
  const topics = events.map((event) => event.topic);
  const payloads = events.map((event) => JSON.stringify(event.payload));
  await run(tx, insertMany, [topics, payloads]);
}

function* linesOf(events: readonly BusEvent[]): Generator<string> {
  for (const { topic, payload } of events) yield `${topic}\t${copyText(JSON.stringify(payload))}\n`;
}

async function run(tx: Writer, sql: string, values: unknown[]): Promise<void> {
  if ("$executeRawUnsafe" in tx) await tx.$executeRawUnsafe(sql, ...values);
  else await tx.query(sql, values);
}

export const channel = "outbox";
export const notify = `select pg_notify('${channel}', '')`;

/**
 * Wakes the readers of all processes: `ring()` after each commit that told something. Rings that come while one is on
 * its way share the next. A lost ring costs no event, only the time until the readers' own poll.
 */
export function openBell(pool: PgPool): { ring(): void } {
  let isRinging = false;
  let isWanted = false;

  const ring = (): void => {
    isWanted = true;
    if (isRinging) return;
    isRinging = true;
    isWanted = false;
    pool
      .query(notify)
      .catch(() => {})
      .finally(() => {
        isRinging = false;
        if (isWanted) ring();
      });
  };
  return { ring };
}
