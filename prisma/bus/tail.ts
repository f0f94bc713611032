import { setTimeout as sleep } from "node:timers/promises";
import type { Topic } from "#core/events.ts";
import type { Database } from "../client.ts";
import { type Cursor, cursorOf, type OutboxEvent, parseCursor, toEvent } from "./event.ts";
import { look, now } from "./read.ts";
import { wakesOf } from "./wake.ts";

type Log = { warn(facts: object, phrase: string): void };

export type Tail = {
  db: Database;
  /** Where to begin; now, when it is left out. */
  after?: string;
  topics?: readonly Topic[];
  /** Called with one batch after the other, in order. */
  onEvents(events: OutboxEvent[]): void | Promise<void>;
  signal: AbortSignal;
  log?: Log;
  pollMs?: number;
};

/** Every event from here on, for a process that keeps no place of its own (sockets). Resolves on abort. */
export async function tail({ db, after, topics, onEvents, signal, log, pollMs = 250 }: Tail): Promise<void> {
  const { wakes, release } = wakesOf(db);
  let cursor = after === undefined ? undefined : parseCursor(after);
  for (let failures = 0; !signal.aborted; ) {
    const mark = wakes.mark();
    try {
      cursor ??= parseCursor(await now(db)) as Cursor;
      const rows = await look(db.pool, { after: cursor, limit: 500, topics });
      const wanted = rows.filter((row) => row.payload !== null).map(toEvent);
      if (wanted.length > 0 && !signal.aborted) await onEvents(wanted);
      const last = rows.at(-1);
      if (last) cursor = cursorOf(last);
      else await wakes.since(mark, pollMs, signal);
      failures = 0;
    } catch (error) {
      failures += 1;
      log?.warn({ failures, error: String(error) }, "outbox not readable, trying again");
      await sleep(Math.min(50 * 2 ** failures, 2_000), undefined, { signal }).catch(() => {});
    }
  }
  release();
}
