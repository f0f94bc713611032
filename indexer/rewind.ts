/** The chain took blocks back: put the mirror where it was before them. */
import { notify, publishMany } from "#outbox";
import type { Chain, Header } from "./chain.ts";
import { type Mirror, update } from "./commit.ts";
import { type Cursor, keepBlocks, moveCursor } from "./cursor.ts";
import type { Decoder } from "./decode.ts";
import { factNames, models, type StateName, stateNames, toArrays, toRow } from "./models.ts";
import { Unreliable } from "./reader.ts";
import { emptyModels, replay } from "./replay.ts";
import type { Sql, Writer } from "./sql.ts";

type Known = { number: number; hash: string };

/** The highest block that the chain and our window both have; undefined when the branch parted below the window. */
export async function findAncestor(writer: Writer, chain: Chain, chainId: number): Promise<Header | undefined> {
  const known = await writer.transact(async (sql) => {
    const { rows } = await sql.query<{ number: string; hash: string }>(
      "select number, hash from chain.block where chain_id = $1 order by number desc",
      [chainId],
    );
    return rows.map(({ number, hash }): Known => ({ number: Number(number), hash }));
  });
  const headers = await chain.headers(known.map(({ number }) => number));
  return headers.find((header, i) => header !== null && header.hash === known[i]?.hash) ?? undefined;
}

/** Within the window: facts above the ancestor go, read models come back out of the undo journal. */
export function rewind(writer: Writer, { chainId }: Mirror, cursor: Cursor, ancestor: Header): Promise<Cursor> {
  return writer.transact(async (sql) => {
    const final = Math.min(cursor.final, ancestor.number);
    const moved = await moveCursor(sql, chainId, cursor, { to: placeOf(ancestor), final });
    await dropFacts(sql, chainId, ancestor.number);
    await restore(sql, chainId, ancestor.number);
    await tellRewound(sql, chainId, cursor.block, ancestor.number);
    return moved;
  });
}

/** Below the window, where the journal no longer reaches: the read models are made again from the events up to `ancestor`. */
export function rebuild(
  writer: Writer,
  mirror: Mirror,
  { cursor, decoder, ancestor }: { cursor: Cursor; decoder: Decoder; ancestor: Header },
): Promise<Cursor> {
  return writer.transact(async (sql) => {
    const { chainId } = mirror;
    const moved = await moveCursor(sql, chainId, cursor, { to: placeOf(ancestor), final: ancestor.number });
    await dropFacts(sql, chainId, ancestor.number);
    await sql.query("delete from chain.undo where chain_id = $1", [chainId]);
    await sql.query("delete from chain.block where chain_id = $1", [chainId]);
    await keepBlocks(sql, chainId, [ancestor]);
    await emptyModels(sql, chainId);
    await replay(sql, mirror, decoder);
    await tellRewound(sql, chainId, cursor.block, ancestor.number);
    return moved;
  });
}

/** Another chain altogether: nothing of the old one stays. */
export function wipe(writer: Writer, chainId: number, cursor: Cursor): Promise<void> {
  return writer.transact(async (sql) => {
    await sql.query("delete from chain.cursor where chain_id = $1", [chainId]);
    for (const name of [...factNames, ...stateNames]) {
      await sql.query(`delete from chain."${models[name].table}" where chain_id = $1`, [chainId]);
    }
    await sql.query("delete from chain.undo where chain_id = $1", [chainId]);
    await sql.query("delete from chain.block where chain_id = $1", [chainId]);
    await tellRewound(sql, chainId, cursor.block, 0);
  });
}

const placeOf = ({ number, hash, at }: Header) => ({ block: number, hash, at });

async function dropFacts(sql: Sql, chainId: number, above: number): Promise<void> {
  for (const name of factNames) {
    await sql.query(`delete from chain."${models[name].table}" where chain_id = $1 and block > $2`, [chainId, above]);
  }
  await sql.query("delete from chain.block where chain_id = $1 and number > $2", [chainId, above]);
}

type UndoRow = { model: StateName; key: Record<string, unknown>; before: Record<string, unknown> | null };

/** Each row as the lowest block above `above` found it: restored, or deleted where it was not there yet. */
async function restore(sql: Sql, chainId: number, above: number): Promise<void> {
  const { rows } = await sql.query<UndoRow>(
    `select distinct on (model, key) model, key, before from chain.undo
     where chain_id = $1 and block > $2 order by model, key, block, id`,
    [chainId, above],
  );
  for (const name of stateNames) {
    const ours = rows.filter(({ model }) => model === name);
    const gone = ours.filter(({ before }) => before === null).map(({ key }) => toRow(name, key));
    const back = ours.flatMap(({ before }) => (before === null ? [] : [toRow(name, before)]));
    if (gone.length > 0) await sql.query(models[name].delete, toArrays(name, gone, models[name].key));
    await update(sql, name, back);
  }
  await sql.query("delete from chain.undo where chain_id = $1 and block > $2", [chainId, above]);
}

async function tellRewound(sql: Sql, chainId: number, from: number, to: number): Promise<void> {
  await publishMany(sql, [{ topic: "chain.rewound", payload: { chainId, from: `${from}`, to: `${to}` } }]);
  await sql.query(notify);
}

/**
 * The last block with events that the chain still has; `base`, where the mirror began, if there is none. Blocks that match
 * lie below those that do not, so it is found by halving.
 */
export async function lastMatching(writer: Writer, chain: Chain, chainId: number, base: Header): Promise<Header> {
  const known = await writer.transact(async (sql) => {
    const { rows } = await sql.query<{ block: string; hash: string }>(
      "select distinct block, block_hash as hash from chain.log where chain_id = $1 order by block",
      [chainId],
    );
    return rows.map(({ block, hash }): Known => ({ number: Number(block), hash }));
  });

  let found = base;
  for (let low = 0, high = known.length; low < high; ) {
    const middle = (low + high) >> 1;
    const [header] = await chain.headers([known[middle]?.number ?? 0]);
    if (header && header.hash === known[middle]?.hash) {
      found = header;
      low = middle + 1;
    } else high = middle;
  }
  if (found.number < base.number) throw new Unreliable("Events from before the deployment.");
  return found;
}
