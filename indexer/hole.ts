/**
 * The mirror lacks an event that an answer left out, and a later one is about it. The whole log is held against the chain,
 * and the mirror begins again below the first range in which they differ.
 */
import type { Chain, Header } from "./chain.ts";
import type { ChainEvent } from "./events.ts";
import { type Range, type Reader, Unreliable } from "./reader.ts";
import type { Sql, Writer } from "./sql.ts";

type Compared = {
  writer: Writer;
  reader: Reader;
  chain: Chain;
  second: Chain;
  chainId: number;
  /** From the block after this one, … */
  base: Header;
  /** … to this one. */
  upTo: number;
  signal: AbortSignal;
};

const BLOCKS = 100;

/** The block below the hole; undefined where the log is as the chain is. */
export async function belowHole({ base, upTo, signal, ...parts }: Compared): Promise<Header | undefined> {
  let below = base;
  while (below.number < upTo) {
    signal.throwIfAborted();
    const range = { from: below.number + 1, to: Math.min(upTo, below.number + BLOCKS) };
    const { writer, reader, chain, second, chainId } = parts;
    const answer = await reader.settled(chain, second, range, below.hash);
    if (answer === "forked") throw new Unreliable(`Block ${below.number} changed while the mirror was compared.`);
    const known = await writer.transact((sql) => keysOf(sql, chainId, range));
    if (known.join() !== answer.events.map(keyOf).join()) return below;
    below = answer.last;
  }
  return undefined;
}

const keyOf = ({ block, logIndex, blockHash }: Pick<ChainEvent, "block" | "logIndex" | "blockHash">): string =>
  `${block}:${logIndex}:${blockHash}`;

async function keysOf(sql: Sql, chainId: number, { from, to }: Range): Promise<string[]> {
  const { rows } = await sql.query<{ key: string }>(
    `select block || ':' || log_index || ':' || block_hash as key from chain.log
     where chain_id = $1 and block between $2 and $3 order by block, log_index`,
    [chainId, from, to],
  );
  return rows.map(({ key }) => key);
}
