/** Read models from raw events, without the chain: the same projections over what is in chain.log. Tells nobody. */
import { type Mirror, writeFold } from "./commit.ts";
import type { Decoder } from "./decode.ts";
import type { ChainEvent, Contract } from "./events.ts";
import { loadInto } from "./load.ts";
import { factNames, models, stateNames } from "./models.ts";
import type { Sql } from "./sql.ts";
import { openFold } from "./store.ts";

/** Everything that can be made again from the log. */
export const derivedNames = [...stateNames, ...factNames.filter((name) => name !== "log")];

export async function emptyModels(sql: Sql, chainId: number): Promise<void> {
  for (const name of derivedNames) await sql.query(`delete from chain."${models[name].table}" where chain_id = $1`, [chainId]);
}

type Options = {
  /** Where the read models are written, if not where the log is read. */
  into?: Sql;
  above?: number;
  upTo?: number;
  /** What lies above may still be taken back, so the journal must be able to. */
  final?: number;
};

/** @returns How many events it was. */
export async function replay(sql: Sql, mirror: Mirror, decoder: Decoder, options: Options = {}): Promise<number> {
  const { into = sql, above = -1, upTo = Number.MAX_SAFE_INTEGER, final = upTo } = options;
  let count = 0;
  for (let last: number | undefined = above; last !== undefined; ) {
    const events = await pageOf(sql, mirror.chainId, decoder, { above: last, upTo });
    await foldInto(into, mirror, events, final);
    count += events.length;
    last = events.at(-1)?.block;
  }
  return count;
}

export async function foldInto(sql: Sql, mirror: Mirror, events: readonly ChainEvent[], final: number): Promise<void> {
  if (events.length === 0) return;
  const fold = openFold();
  // Nobody hears of it, so nothing is kept to be told.
  const store = { ...fold.store, tell: () => {} };
  await loadInto(fold, sql, mirror.chainId, events);
  for (const event of events) {
    fold.enter(event.block, event.block > final);
    mirror.project(event, store, mirror.addresses);
  }
  await writeFold(sql, mirror.chainId, fold);
}

type LogRow = {
  block: string;
  blockHash: `0x${string}`;
  txHash: `0x${string}`;
  logIndex: number;
  at: string;
  contract: Contract;
  name: string;
  args: unknown;
};

const PAGE = 10_000;

/** A page ends with a block; none is left when it is empty. */
export async function pageOf(
  sql: Sql,
  chainId: number,
  decoder: Decoder,
  { above, upTo }: { above: number; upTo: number },
): Promise<ChainEvent[]> {
  const { rows } = await sql.query<LogRow>(
    `select block, block_hash as "blockHash", tx_hash as "txHash", log_index as "logIndex",
       extract(epoch from at)::int8 as at, contract, name, args
     from chain.log where chain_id = $1 and block > $2 and block <= (
       select max(block) from (
         select block from chain.log where chain_id = $1 and block > $2 and block <= $3 order by block limit ${PAGE}) page)
     order by block, log_index`,
    [chainId, above, upTo],
  );
  return rows.map(({ block, blockHash, txHash, logIndex, at, contract, name, args }) =>
    decoder.revive({ chainId, block: Number(block), blockHash, txHash, logIndex, at: BigInt(at) }, contract, name, args),
  );
}
