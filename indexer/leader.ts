/** One indexer a chain leads, by an advisory lock on a connection of its own; the others stand by. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./log.ts";
import type { Connection, Sql } from "./sql.ts";

/** Any fixed number of our own, so that the lock is nobody else's. */
const family = 0x6775696c;
const heartbeatMs = 1_000;

export type Lead = {
  /** Aborts when the lock is gone: whoever leads must stop at once. */
  lost: AbortSignal;
  /** What the server says of it. */
  isHeld(sql: Sql): Promise<boolean>;
  release(): Promise<void>;
};

type Options = {
  connect: () => Connection;
  chainId: number;
  signal: AbortSignal;
  log: Log;
  onStandby?: () => void;
};

/** Resolves once this process leads; undefined on abort. */
export async function waitForLead({ connect, chainId, signal, log, onStandby }: Options): Promise<Lead | undefined> {
  for (let failures = 0, isStandby = false; !signal.aborted; ) {
    const lost = new AbortController();
    const connection = connect();
    connection.on("error", () => lost.abort());
    try {
      await connection.connect();
      // A leader that was stopped sends no heartbeat: the server ends its session, and with it the lock.
      await connection.query("set idle_session_timeout = '5s'");
      failures = 0;
      let tries = 0;
      while (!signal.aborted && !lost.signal.aborted) {
        if (await tryLock(connection, chainId)) return await hold(connection, chainId, lost);
        if (!isStandby) {
          isStandby = true;
          log.info({}, "another indexer leads, standing by");
          onStandby?.();
        }
        // A leader that died leaves the lock within milliseconds, and a standby asks for weeks.
        await sleep(Math.min(10 * ++tries, 100), undefined, { signal }).catch(() => {});
      }
    } catch (error) {
      failures += 1;
      log.warn({ failures, error: String(error) }, "database not reachable, trying again");
      await sleep(Math.min(100 * 2 ** failures, 2_000), undefined, { signal }).catch(() => {});
    }
    await connection.end().catch(() => {});
  }
  return undefined;
}

async function tryLock(connection: Connection, chainId: number): Promise<boolean> {
  const { rows } = await connection.query<{ locked: boolean }>("select pg_try_advisory_lock($1, $2) as locked", [
    family,
    chainId,
  ]);
  return rows[0]?.locked === true;
}

async function hold(connection: Connection, chainId: number, lost: AbortController): Promise<Lead> {
  const { rows } = await connection.query<{ pid: number }>("select pg_backend_pid() as pid");
  const heartbeat = setInterval(() => {
    connection.query("select 1").catch(() => lost.abort());
  }, heartbeatMs);
  lost.signal.addEventListener("abort", () => clearInterval(heartbeat), { once: true });
  return {
    lost: lost.signal,
    isHeld: async (sql) => {
      const { rowCount } = await sql.query(
        `select from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 and pid = $3 and granted
           and database = (select oid from pg_database where datname = current_database())`,
        [family, chainId, rows[0]?.pid],
      );
      return rowCount === 1;
    },
    release: async () => {
      clearInterval(heartbeat);
      await connection.end().catch(() => {});
    },
  };
}
