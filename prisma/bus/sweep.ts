import type { Database } from "../client.ts";
import { sweeper } from "./read.ts";

/**
 * Deletes what is older than `keepMs` and behind every consumer, and returns how many rows went. The mark it leaves tells
 * a client whose cursor lies before it that it has missed something.
 */
export async function sweep(
  db: Pick<Database, "pool">,
  { keepMs, chunk = 5_000 }: { keepMs: number; chunk?: number },
): Promise<number> {
  for (let total = 0; ; ) {
    const { rows } = await db.pool.query<{ count: number }>(
      `with bound as (
         select xid, seq from bus.consumer where name <> $1 order by xid, seq limit 1
       ), old as (
         select o.xid, o.seq from bus.outbox o
         where o.xid < pg_snapshot_xmin(pg_current_snapshot())
           and o.at < clock_timestamp() - make_interval(secs => $2::float8 / 1000)
           and not exists (select from bound b where (o.xid, o.seq) > (b.xid, b.seq))
         order by o.xid, o.seq limit $3
       ), gone as (
         delete from bus.outbox o using old where o.seq = old.seq
       ), mark as (
         insert into bus.consumer (name, xid, seq) select $1, xid, seq from old order by xid desc, seq desc limit 1
         on conflict (name) do update set xid = excluded.xid, seq = excluded.seq
         where (bus.consumer.xid, bus.consumer.seq) < (excluded.xid, excluded.seq)
       )
       select count(*)::int as count from old`,
      [sweeper, keepMs, chunk],
    );
    const count = rows[0]?.count ?? 0;
    total += count;
    if (count < chunk) return total;
  }
}
