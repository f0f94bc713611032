/** How far the mirror is: one row a chain, moved by compare-and-swap, so that a second writer loses instead of corrupting. */
import type { Header } from "./chain.ts";
import type { Sql } from "./sql.ts";

export type Place = { block: number; hash: string };
export type Cursor = Place & { final: number; term: bigint; genesisHash: string; deployment: string };

/** Somebody else moved the cursor, or leads. Read it again. */
export class LostPlace extends Error {}

/** Takes the lead: from here on, whoever wrote under an older term is refused. Undefined where nothing was mirrored yet. */
export async function takeTerm(sql: Sql, chainId: number): Promise<Cursor | undefined> {
  const { rows } = await sql.query<CursorRow>(
    `update chain.cursor set term = term + 1 where chain_id = $1 returning ${columns}`,
    [chainId],
  );
  return rows[0] && toCursor(rows[0]);
}

export async function readCursor(sql: Sql, chainId: number): Promise<Cursor | undefined> {
  const { rows } = await sql.query<CursorRow>(`select ${columns} from chain.cursor where chain_id = $1`, [chainId]);
  return rows[0] && toCursor(rows[0]);
}

type CursorRow = { block: string; hash: string; final: string; term: string; genesisHash: string; deployment: string };
const columns = `block, hash, final, term, genesis_hash as "genesisHash", deployment`;
const toCursor = (row: CursorRow): Cursor => ({
  ...row,
  block: Number(row.block),
  final: Number(row.final),
  term: BigInt(row.term),
});

/** The first row, at the block before the first that is worth reading. */
export async function plantCursor(
  sql: Sql,
  chainId: number,
  base: Header,
  { genesisHash, deployment }: Pick<Cursor, "genesisHash" | "deployment">,
): Promise<Cursor> {
  await sql.query(
    `insert into chain.cursor (chain_id, block, hash, at, final, genesis_hash, deployment, term)
     values ($1, $2, $3, to_timestamp($4::float8), $2, $5, $6, 1)`,
    [chainId, base.number, base.hash, base.at.toString(), genesisHash, deployment],
  );
  await keepBlocks(sql, chainId, [base]);
  return { block: base.number, hash: base.hash, final: base.number, term: 1n, genesisHash, deployment };
}

export type Move = { to: Place & { at: bigint }; final: number };

export async function moveCursor(sql: Sql, chainId: number, from: Cursor, { to, final }: Move): Promise<Cursor> {
  const { rowCount } = await sql.query(
    `update chain.cursor set block = $5, hash = $6, at = to_timestamp($7::float8), final = $8
     where chain_id = $1 and block = $2 and hash = $3 and term = $4`,
    [chainId, from.block, from.hash, from.term.toString(), to.block, to.hash, to.at.toString(), final],
  );
  if (rowCount !== 1) throw new LostPlace(`The mirror is no longer at block ${from.block}, or another indexer leads.`);
  return { ...from, block: to.block, hash: to.hash, final };
}

/** The headers by which a reorg is noticed and its ancestor found. */
export async function keepBlocks(sql: Sql, chainId: number, headers: readonly Header[]): Promise<void> {
  if (headers.length === 0) return;
  await sql.query(
    `insert into chain.block (chain_id, number, hash, parent, at)
     select $1, number, hash, parent, to_timestamp(at::float8)
     from unnest($2::int8[], $3::text[], $4::text[], $5::int8[]) as t (number, hash, parent, at)
     on conflict (chain_id, number) do update set hash = excluded.hash, parent = excluded.parent, at = excluded.at`,
    [
      chainId,
      headers.map(({ number }) => number),
      headers.map(({ hash }) => hash),
      headers.map(({ parent }) => parent),
      headers.map(({ at }) => at.toString()),
    ],
  );
}

/** Past finality nothing is taken back, so neither its headers nor its undo journal are needed. */
export async function forgetBelow(sql: Sql, chainId: number, final: number): Promise<void> {
  await sql.query("delete from chain.block where chain_id = $1 and number < $2", [chainId, final]);
  await sql.query("delete from chain.undo where chain_id = $1 and block <= $2", [chainId, final]);
}
