/** Sleep until something may have happened: a NOTIFY wakes at once, the poll behind it makes up for any that got lost. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Database, PgClient } from "../client.ts";
import { channel } from "./publish.ts";

export type Wakes = {
  /** To be taken before looking, so that a wake-up during the look is not slept through. */
  mark(): number;
  /** Resolves at the first wake-up after `mark`, after `ms`, or on abort. Never rejects. */
  since(mark: number, ms: number, signal: AbortSignal): Promise<void>;
};

type Shared = Wakes & { readers: number; stop: AbortController };

/** Readers of one database in one process share one LISTEN connection. */
const shared = new WeakMap<Database, Shared>();

export function wakesOf(db: Database): { wakes: Wakes; release(): void } {
  const wakes = shared.get(db) ?? open(db);
  wakes.readers += 1;
  return {
    wakes,
    release: () => {
      wakes.readers -= 1;
      if (wakes.readers > 0) return;
      shared.delete(db);
      wakes.stop.abort();
    },
  };
}

function open(db: Database): Shared {
  const stop = new AbortController();
  const waiting = new Set<() => void>();
  let count = 0;
  const wake = (): void => {
    count += 1;
    for (const resolve of waiting) resolve();
    waiting.clear();
  };

  const since = async (mark: number, ms: number, signal: AbortSignal): Promise<void> => {
    if (mark !== count || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      waiting.add(done);
      signal.addEventListener("abort", done, { once: true });
    });
  };

  const opened: Shared = { readers: 0, stop, mark: () => count, since };
  shared.set(db, opened);
  void listen(db, wake, stop.signal);
  return opened;
}

/** Keeps one connection listening, however often it drops. */
async function listen(db: Database, wake: () => void, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    const client = db.client();
    try {
      const dropped = untilDropped(client, signal);
      await client.connect();
      client.on("notification", wake);
      await client.query(`listen ${channel}`);
      failures = 0;
      // Whatever was told while nobody listened is found by looking.
      wake();
      await dropped;
    } catch {
      // The poll goes on meanwhile; only the speed of the wake-up is lost.
    }
    await client.end().catch(() => {});
    await sleep(Math.min(50 * 2 ** failures, 2_000), undefined, { signal }).catch(() => {});
  }
}

const untilDropped = (client: PgClient, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
