/**
 * All read models made again from chain.log, beside those in use, which serve until the new ones take their place by
 * rename. The chain is not asked. Needs the role that owns the tables.
 */
import { decoderFor } from "./decode.ts";
import type { Addresses } from "./events.ts";
import { models } from "./models.ts";
import { project } from "./projections/index.ts";
import { derivedNames, replay } from "./replay.ts";
import type { Sql, Writer } from "./sql.ts";

const NEXT = "chain_next";

/** The same statements, with the read models in the schema beside. Journal, log and cursor stay where they are. */
const beside = (sql: Sql): Sql => ({
  query: (text, values) => sql.query(text.replaceAll('chain."', `${NEXT}."`), values),
  copy: (target, rows) => sql.copy(target.replaceAll('chain."', `${NEXT}."`), rows),
});

/** The ground moved under it: a reorg below what was final. To be begun again. */
export class Moved extends Error {}

/** @param addresses Of the contracts on each chain that the database mirrors. */
export async function reindex(writer: Writer, addresses: ReadonlyMap<number, Addresses>): Promise<{ events: number }> {
  await writer.transact(prepare);
  const chains = await writer.transact((sql) => finals(sql));
  let events = 0;
  for (const [chainId, final] of chains) {
    const { mirror, decoder } = partsOf(chainId, addresses);
    // What is final does not change any more: it is read in pages, and no transaction lasts long.
    for (let above = -1; ; ) {
      const page = await writer.transact((sql) => lastOfPage(sql, chainId, above, final));
      if (page === undefined) break;
      events += await writer.transact((sql) => replay(sql, mirror, decoder, { into: beside(sql), above, upTo: page }));
      above = page;
    }
  }
  await writer.transact(async (sql) => {
    // From here to the end the indexers wait at their cursors.
    for (const [chainId, now] of await finals(sql, "for update")) {
      const above = chains.get(chainId) ?? -1;
      if (now < above) throw new Moved(`Chain ${chainId} was rebuilt meanwhile: begin again.`);
      const { mirror, decoder } = partsOf(chainId, addresses);
      await sql.query("delete from chain.undo where chain_id = $1", [chainId]);
      events += await replay(sql, mirror, decoder, { into: beside(sql), above, final: now });
    }
    await swap(sql);
  });
  return { events };
}

function partsOf(chainId: number, addresses: ReadonlyMap<number, Addresses>) {
  const ours = addresses.get(chainId);
  if (!ours) throw new Error(`The database mirrors chain ${chainId}, whose deployment is not there: give its file too.`);
  return { mirror: { chainId, addresses: ours, project }, decoder: decoderFor(ours) };
}

async function finals(sql: Sql, lock = ""): Promise<Map<number, number>> {
  const { rows } = await sql.query<{ chainId: number; final: string }>(
    `select chain_id as "chainId", final from chain.cursor order by chain_id ${lock}`,
  );
  return new Map(rows.map(({ chainId, final }) => [chainId, Number(final)]));
}

const PAGE = 20_000;

/** A page ends with a block. */
async function lastOfPage(sql: Sql, chainId: number, above: number, upTo: number): Promise<number | undefined> {
  const { rows } = await sql.query<{ last: string | null }>(
    `select max(block) as last from (
       select block from chain.log where chain_id = $1 and block > $2 and block <= $3 order by block limit ${PAGE}) page`,
    [chainId, above, upTo],
  );
  const last = rows[0]?.last;
  return last === null || last === undefined ? undefined : Number(last);
}

async function prepare(sql: Sql): Promise<void> {
  await sql.query(`drop schema if exists ${NEXT} cascade`);
  await sql.query(`create schema ${NEXT}`);
  for (const name of derivedNames) {
    const { table } = models[name];
    await sql.query(`create table ${NEXT}."${table}" (like chain."${table}" including all)`);
  }
}

/** Readers wait for as long as a rename takes. */
async function swap(sql: Sql): Promise<void> {
  const tables = derivedNames.map((name) => models[name].table);
  await sql.query(`lock table ${tables.map((table) => `chain."${table}"`).join(", ")} in access exclusive mode`);
  for (const table of tables) {
    await sql.query(`drop table chain."${table}"`);
    await sql.query(`alter table ${NEXT}."${table}" set schema chain`);
    await sql.query(`grant select, insert, update, delete, truncate on chain."${table}" to guildhall_indexer`);
    await sql.query(`grant select on chain."${table}" to guildhall_api`);
  }
  await sql.query(`drop schema ${NEXT}`);
}
