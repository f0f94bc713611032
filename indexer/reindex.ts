/**
 * All read models made again from chain.log, beside those in use, which serve until the new ones take their place by
 * rename. The chain is not asked. Needs the role that owns the tables.
 */
import { decoderFor } from "./decode.ts";
import type { Addresses } from "./events.ts";
import { models } from "./models.ts";
import { project } from "./projections/index.ts";
import { derivedNames, foldInto, pageOf, replay } from "./replay.ts";
import { type Connection, openWriter, type Sql, type Writer } from "./sql.ts";

const NEXT = "chain_next";

/** The same statements, with the read models in the schema beside. Journal, log and cursor stay where they are. */
const beside = (sql: Sql): Sql => ({
  query: (text, values) => sql.query(text.replaceAll('chain."', `${NEXT}."`), values),
  copy: (target, rows) => sql.copy(target.replaceAll('chain."', `${NEXT}."`), rows),
});

/** The ground moved under it: a reorg below what was final. To be begun again. */
export class Moved extends Error {}

type Connections = {
  /** Writes the new read models. */
  writer: Writer;
  /** Reads the log meanwhile. */
  reader: Writer;
};

/** @param addresses Of the contracts on each chain that the database mirrors. */
export async function reindex(connect: () => Connection, addresses: ReadonlyMap<number, Addresses>): Promise<{ events: number }> {
  const connections = { writer: openWriter(connect), reader: openWriter(connect) };
  try {
    return await remake(connections, addresses);
  } finally {
    await Promise.all([connections.writer.close(), connections.reader.close()]);
  }
}

async function remake({ writer, reader }: Connections, addresses: ReadonlyMap<number, Addresses>): Promise<{ events: number }> {
  await writer.transact(prepare);
  const chains = await writer.transact((sql) => finals(sql));
  let events = 0;
  for (const [chainId, final] of chains) {
    const { mirror, decoder } = partsOf(chainId, addresses);
    // What is final does not change any more: it is read in pages, and no transaction lasts long.
    const read = (above: number) => reader.transact((sql) => pageOf(sql, chainId, decoder, { above, upTo: final }), "large");
    for (let page = await read(-1); page.length > 0; ) {
      const [next] = await Promise.all([
        read(page.at(-1)?.block ?? final),
        writer.transact((sql) => foldInto(beside(sql), mirror, page, final), "large"),
      ]);
      events += page.length;
      page = next;
    }
  }
  for (const name of factsBeside) await writer.transact((sql) => indexBeside(sql, models[name].table));
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

/** Nobody looks anything up in these while they are filled. */
const factsBeside = derivedNames.filter((name) => models[name].isFact);

async function prepare(sql: Sql): Promise<void> {
  await sql.query(`drop schema if exists ${NEXT} cascade`);
  await sql.query(`create schema ${NEXT}`);
  for (const name of derivedNames) {
    const { table, isFact } = models[name];
    const without = isFact ? "excluding indexes" : "";
    await sql.query(`create table ${NEXT}."${table}" (like chain."${table}" including all ${without})`);
  }
}

/** The indexes of the table in use, under the same names: made over all rows at once, which takes a third of the time. */
async function indexBeside(sql: Sql, table: string): Promise<void> {
  const { rows } = await sql.query<{ statement: string }>(
    `select format('alter table ${NEXT}.%I add constraint %I %s', $1::text, conname, pg_get_constraintdef(oid)) as statement
       from pg_constraint where conrelid = format('chain.%I', $1::text)::regclass and contype in ('p', 'u')
     union all
     select replace(pg_get_indexdef(i.indexrelid), format(' ON chain.%I ', $1::text), format(' ON ${NEXT}.%I ', $1::text))
       from pg_index i where i.indrelid = format('chain.%I', $1::text)::regclass
         and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u'))`,
    [table],
  );
  for (const { statement } of rows) await sql.query(statement);
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
