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

const CHUNK = 10_000;

/** @returns How many events it was. */
export async function replay(sql: Sql, mirror: Mirror, decoder: Decoder, options: Options = {}): Promise<number> {
  const { chainId } = mirror;
  const { into = sql, above = -1, upTo = Number.MAX_SAFE_INTEGER, final = upTo } = options;
  let count = 0;
  for (let after = [above, Number.MAX_SAFE_INTEGER]; ; ) {
    const events = await eventsOf(sql, chainId, decoder, { after, upTo, limit: CHUNK });
    const last = events.at(-1);
    if (!last) return count;
    const fold = openFold();
    await loadInto(fold, into, chainId, events);
    for (const event of events) {
      fold.enter(event.block, event.block > final);
      mirror.project(event, fold.store, mirror.addresses);
    }
    await writeFold(into, chainId, fold);
    count += events.length;
    after = [last.block, last.logIndex];
  }
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
type Page = { after: number[]; upTo: number; limit: number };

async function eventsOf(sql: Sql, chainId: number, decoder: Decoder, { after, upTo, limit }: Page): Promise<ChainEvent[]> {
  const { rows } = await sql.query<LogRow>(
    `select block, block_hash as "blockHash", tx_hash as "txHash", log_index as "logIndex",
       extract(epoch from at)::int8 as at, contract, name, args
     from chain.log where chain_id = $1 and (block, log_index) > ($2::int8, $3::int8) and block <= $4
     order by block, log_index limit $5`,
    [chainId, ...after, upTo, limit],
  );
  return rows.map(({ block, blockHash, txHash, logIndex, at, contract, name, args }) =>
    decoder.revive({ chainId, block: Number(block), blockHash, txHash, logIndex, at: BigInt(at) }, contract, name, args),
  );
}
