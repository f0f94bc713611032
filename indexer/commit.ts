/** One batch, one transaction: events, read models, headers, undo journal, cursor, outbox. */
import { publishMany, notify } from "#outbox";
import type { BusEvent } from "#core/events.ts";
import type { Header } from "./chain.ts";
import { type Cursor, forgetBelow, keepBlocks, moveCursor } from "./cursor.ts";
import { argsToJson } from "./decode.ts";
import type { Addresses, ChainEvent } from "./events.ts";
import { loadInto } from "./load.ts";
import { factNames, type ModelName, models, type Row, stateNames, toArrays, toCopy, toJson } from "./models.ts";
import type { project } from "./projections/index.ts";
import { instant, placeOf } from "./projections/telling.ts";
import type { Read } from "./reader.ts";
import type { Sql, Writer } from "./sql.ts";
import { type Fold, openFold, type Undo } from "./store.ts";

export type Mirror = {
  chainId: number;
  addresses: Addresses;
  /** What each event does to the read models; a bench that measures the log alone does without. */
  project: typeof project;
};

/** Events of a batch that is more than what a block or two at the head hold. */
const MANY = 200;

/** Moves the mirror from `cursor` over what was read. */
export function commit(writer: Writer, mirror: Mirror, cursor: Cursor, read: Read, final: number): Promise<Cursor> {
  const { chainId } = mirror;
  const { last, headers, events } = read;
  const upTo = Math.max(cursor.final, Math.min(final, last.number));
  const size = events.length > MANY ? "large" : "small";
  return writer.transact(async (sql) => {
    // First, because it locks the row: a second writer waits here, and then loses.
    const to = { block: last.number, hash: last.hash, at: last.at };
    const moved = await moveCursor(sql, chainId, cursor, { to, final: upTo });
    const fold = openFold();
    await loadInto(fold, sql, chainId, events);
    // Each event is projected as its row goes out, so that neither we nor the server wait for the other.
    await add(
      sql,
      "log",
      noted(events, (event) => {
        fold.enter(event.block, event.block > upTo);
        mirror.project(event, fold.store, mirror.addresses);
      }),
      events.length,
    );
    await writeFold(sql, chainId, fold);
    await keepBlocks(
      sql,
      chainId,
      headers.filter((header) => header.number >= upTo),
    );
    if (upTo > cursor.final) await forgetBelow(sql, chainId, upTo);
    await publishMany(sql, [...fold.told, headOf(chainId, last, upTo)]);
    await sql.query(notify);
    return moved;
  }, size);
}

/** Nothing new, but what is there has become final. */
export function settle(writer: Writer, { chainId }: Mirror, cursor: Cursor, head: Header, final: number): Promise<Cursor> {
  return writer.transact(async (sql) => {
    const to = { block: head.number, hash: head.hash, at: head.at };
    const moved = await moveCursor(sql, chainId, cursor, { to, final });
    await forgetBelow(sql, chainId, final);
    await publishMany(sql, [headOf(chainId, head, final)]);
    await sql.query(notify);
    return moved;
  });
}

const headOf = (chainId: number, head: Header, final: number): BusEvent => ({
  topic: "chain.head",
  payload: {
    chainId,
    block: head.number.toString(),
    hash: head.hash,
    at: instant(head.at),
    final: final.toString(),
  },
});

function* noted(events: readonly ChainEvent[], onEach: (event: ChainEvent) => void): Generator<Row<"log">> {
  for (const event of events) {
    onEach(event);
    yield logRow(event);
  }
}

const logRow = (event: ChainEvent) => ({
  ...placeOf(event),
  blockHash: event.blockHash,
  at: event.at,
  contract: event.contract,
  name: event.name,
  args: argsToJson(event),
});

export async function writeFold(sql: Sql, chainId: number, fold: Fold): Promise<void> {
  for (const name of factNames) {
    const facts = fold.facts(name);
    await add(sql, name, facts, facts.length);
  }
  for (const name of stateNames) {
    const made = fold.made(name);
    await add(sql, name, made, made.length);
    await update(sql, name, fold.changed(name));
  }
  await keepUndo(sql, chainId, fold.undo);
}

type AnyRow = Readonly<Record<string, unknown>>;
type Rows = readonly AnyRow[];

/** A row that is there already is an error, and ends the transaction: whoever wrote it, the mirror is not what we think. */
async function add(sql: Sql, name: ModelName, rows: Iterable<AnyRow>, count: number): Promise<void> {
  if (count > 0) await sql.copy(models[name].target, toCopy(name, rows));
}

/** Over what is there, or anew. */
export async function update(sql: Sql, name: ModelName, rows: Rows): Promise<void> {
  if (rows.length > 0) await sql.query(models[name].update, toArrays(name, rows));
}

async function keepUndo(sql: Sql, chainId: number, undo: readonly Undo[]): Promise<void> {
  if (undo.length === 0) return;
  await sql.query(
    `insert into chain.undo (chain_id, block, model, key, before)
     select $1, block, model, key::jsonb, before::jsonb
     from unnest($2::int8[], $3::text[], $4::text[], $5::text[]) with ordinality as t (block, model, key, before, place)
     order by place`,
    [
      chainId,
      undo.map(({ block }) => block),
      undo.map(({ model }) => model),
      undo.map(({ model, row }) => toJson(Object.fromEntries(models[model].key.map((column) => [column, row[column]])))),
      undo.map(({ before }) => before && toJson(before)),
    ],
  );
}
