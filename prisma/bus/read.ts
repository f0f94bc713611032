import { isChainTopic, type Topic, topics as allTopics } from "#core/events.ts";
import type { Database, PgPool } from "../client.ts";
import { type Cursor, cursorOf, formatCursor, isBefore, type OutboxEvent, parseCursor, type Row, toEvent } from "./event.ts";

/**
 * Order is (xid, seq), and nothing is shown while an older transaction still runs: a sequence alone is handed out before
 * the commit, so a reader past 7 would never see a 6 that commits later.
 */
const visible = `(o.xid, o.seq) > ($1::text::xid8, $2::bigint) and o.xid < pg_snapshot_xmin(pg_current_snapshot())`;

const columns = `o.xid::text, o.seq::text, o.topic, o.request_id, o.at,
  case when $4::text[] is null or o.topic = any($4) then o.payload end as payload`;

const seen = `select ${columns}, 'standing' as state from bus.outbox o
  where ${visible} order by o.xid, o.seq limit $3`;

/**
 * A chain fact stands while the log row that its own transaction wrote is there. `waiting`: not yet past finality.
 * `void`: a reorg took it back; if it came again, it was told again.
 */
const final = `select ${columns},
    case
      when o.topic <> all($5::text[]) then 'standing'
      when l.xid is null then 'void'
      when c.final >= l.block then 'standing'
      else 'waiting'
    end as state
  from bus.outbox o
  left join chain.log l on o.topic = any($5)
    and l.chain_id = (o.payload->>'chainId')::int
    and l.block = (o.payload->>'block')::bigint
    and l.log_index = (o.payload->>'logIndex')::int
    and l.block_hash = o.payload->>'blockHash'
    and l.xid = o.xid
  left join chain.cursor c on c.chain_id = l.chain_id
  where ${visible} order by o.xid, o.seq limit $3`;

export type State = "standing" | "waiting" | "void";
export type Look = { after: Cursor; limit: number; topics?: readonly Topic[] | undefined; when?: "seen" | "final" };

const chainTopics = allTopics.filter(isChainTopic);

/** The next rows; the payload of a topic that was not asked for is left out. */
export async function look(pool: PgPool, { after, limit, topics, when = "seen" }: Look): Promise<(Row & { state: State })[]> {
  const values: unknown[] = [after.xid.toString(), after.seq.toString(), limit, topics ?? null];
  if (when === "final") values.push(chainTopics);
  const { rows } = await pool.query<Row & { state: State }>({
    name: `outbox ${when}`,
    text: when === "final" ? final : seen,
    values,
  });
  return rows;
}

/** A cursor before everything that is still to be told. */
export async function now(db: Pick<Database, "pool">): Promise<string> {
  const { rows } = await db.pool.query<{ xmin: string }>("select pg_snapshot_xmin(pg_current_snapshot())::text as xmin");
  return `${rows[0]?.xmin ?? "0"}:0`;
}

/** The sweeper's mark is kept as that of a consumer: everything up to it is gone. */
export const sweeper = "sweep";

export type Since = {
  events: OutboxEvent[];
  /** Where to read on. */
  cursor: string;
  /** The cursor is older than what is kept, or not of this database: load everything afresh, then read on from `cursor`. */
  gap: boolean;
};

/** What a client missed since its cursor. */
export async function readSince(db: Pick<Database, "pool">, cursor: string, limit = 500): Promise<Since> {
  const after = parseCursor(cursor);
  const bounds = await db.pool.query<{ swept: string | null; swept_seq: string | null; xmin: string }>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, s.xid::text as swept, s.seq::text as swept_seq
     from (select 1) one left join bus.consumer s on s.name = $1`,
    [sweeper],
  );
  const { swept, swept_seq, xmin } = bounds.rows[0] ?? { swept: null, swept_seq: null, xmin: "0" };
  const isSwept = after !== undefined && swept !== null && isBefore(after, cursorOf({ xid: swept, seq: swept_seq ?? "0" }));
  if (after === undefined || isSwept || after.xid > BigInt(xmin)) return { events: [], cursor: `${xmin}:0`, gap: true };

  const rows = await look(db.pool, { after, limit });
  const last = rows.at(-1);
  return { events: rows.map(toEvent), cursor: last ? formatCursor(cursorOf(last)) : cursor, gap: false };
}
