/**
 * Blocks → events, with proof that none is missing. A node that answers in part, out of date or from two branches at
 * once is an error here, never a quiet hole in the mirror.
 */
import type { Hex } from "viem";
import { bloomTest } from "./bloom.ts";
import type { Chain, Header } from "./chain.ts";
import type { Decoder, RpcLog } from "./decode.ts";
import type { ChainEvent } from "./events.ts";

/** Answers that do not fit together: to be asked again, of another node if there is one. */
export class Unreliable extends Error {}

export type Range = { from: number; to: number };
export type Read = {
  /** Headers to keep for the parent check: of every block where a reorg is possible, else of the last alone. */
  headers: Header[];
  last: Header;
  events: ChainEvent[];
};
/** `forked`: the block before the range is not the one we know. */
export type Answer = Read | "forked";

export type Reader = {
  /** Blocks that may still be taken back: every header linked to the one before, receipts decide over logs. */
  window(chain: Chain, range: Range, parent: Hex): Promise<Answer>;
  /** Blocks past finality, as many as the node will give: asked twice, of `second` the second time. */
  settled(chain: Chain, second: Chain, range: Range, parent: Hex): Promise<Answer>;
};

export function readerOf(decoder: Decoder, chainId: number): Reader {
  const { addresses, topics } = decoder;
  const mayHold = bloomTest(addresses, topics);
  const wanted = new Set<string>(topics);
  const ours = new Set<string>(addresses);
  const isOurs = (log: RpcLog) => ours.has(log.address.toLowerCase()) && wanted.has(log.topics[0]);

  const decodeAll = (logs: RpcLog[], timeOf: (log: RpcLog) => bigint): ChainEvent[] => {
    const events: ChainEvent[] = [];
    for (const log of logs) {
      const event = decoder.decode(log, chainId, timeOf(log));
      if (event) events.push(event);
    }
    return inOrder(events) ? events : events.sort((a, b) => a.block - b.block || a.logIndex - b.logIndex);
  };

  /** What a block's receipts say, which is all there is to say. */
  const proven = async (chain: Chain, header: Header): Promise<RpcLog[]> => {
    const receipts = await chain.receipts(header);
    const isWhole =
      receipts.length === header.transactions.length &&
      receipts.every((receipt) => receipt !== null && receipt.blockHash === header.hash);
    if (!isWhole) throw new Unreliable(`The receipts of block ${header.number} are incomplete or of another block.`);
    return receipts.flatMap((receipt) => receipt?.logs ?? []).filter(isOurs);
  };

  const prove = async (chain: Chain, header: Header, logs: RpcLog[]): Promise<void> => {
    if (logs.some((log) => log.blockHash !== header.hash)) {
      throw new Unreliable(`Logs of block ${header.number} are of another branch.`);
    }
    if (!mayHold(header.bloom)) {
      if (logs.length > 0) throw new Unreliable(`Block ${header.number} has logs that its bloom denies.`);
      return;
    }
    if (!areSame(await proven(chain, header), logs)) {
      throw new Unreliable(`The logs of block ${header.number} are not those of its receipts.`);
    }
  };

  return {
    window: async (chain, { from, to }, parent) => {
      const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      const [found, logs] = await Promise.all([chain.headers(numbers), chain.logs({ from, to, addresses, topics })]);
      const headers = whole(found, from);
      if (headers[0]?.parent !== parent) return "forked";
      linked(headers);
      const byBlock = Map.groupBy(logs, (log) => Number(log.blockNumber));
      if ([...byBlock.keys()].some((block) => block < from || block > to)) throw new Unreliable("Logs from outside the range.");
      await Promise.all(headers.map((header) => prove(chain, header, byBlock.get(header.number) ?? [])));
      const times = new Map(headers.map((header) => [header.hash, header.at]));
      const timeOf = (log: RpcLog) => times.get(log.blockHash) ?? 0n;
      return { headers, last: headers.at(-1) as Header, events: decodeAll(logs, timeOf) };
    },

    settled: async (chain, second, { from, to }, parent) => {
      const filter = { from, to, addresses, topics };
      const edges = from === to ? [from] : [from, to];
      const [before, logs, again, after] = await Promise.all([
        chain.headers(edges),
        chain.logs(filter),
        // Of the same node it must be a question of its own, behind the first.
        afterThis(() => second.logs(filter)),
        afterThis(() => second.headers(edges)),
      ]);
      const first = whole(before, from)[0] as Header;
      const last = whole(before, from).at(-1) as Header;
      if (first.parent !== parent) return "forked";
      if (whole(after, from).some((header, i) => header.hash !== before[i]?.hash)) {
        throw new Unreliable(`Blocks ${from} to ${to} changed while they were read.`);
      }
      if (!areSame(logs, again)) {
        throw new Unreliable(`Two answers for the logs of blocks ${from} to ${to} differ.`);
      }
      const astray = logs.find((log) => Number(log.blockNumber) === last.number && log.blockHash !== last.hash);
      if (astray) throw new Unreliable(`Logs of block ${last.number} are of another branch.`);
      const timeOf = await timesOf(chain, logs, [first, last]);
      return { headers: [last], last, events: decodeAll(logs, timeOf) };
    },
  };
}

const isBefore = (a: ChainEvent, b: ChainEvent): boolean => a.block < b.block || (a.block === b.block && a.logIndex < b.logIndex);
const inOrder = (events: ChainEvent[]): boolean => events.every((event, i) => i === 0 || isBefore(events[i - 1]!, event));

/** Whether two answers hold the same logs, in whatever order. */
function areSame(some: RpcLog[], others: RpcLog[]): boolean {
  if (some.length !== others.length) return false;
  const isAlike = (log: RpcLog, i: number) => log.blockHash === others[i]!.blockHash && log.logIndex === others[i]!.logIndex;
  return some.every(isAlike) || keysOf(some) === keysOf(others);
}

const keysOf = (logs: RpcLog[]): string =>
  logs
    .map((log) => `${log.blockHash}:${Number(log.logIndex)}`)
    .sort()
    .join();

/** Requests of one tick travel in one batch, and a batch is one answer. */
const afterThis = async <T>(ask: () => Promise<T>): Promise<T> => {
  await new Promise(setImmediate);
  return ask();
};

function whole(headers: (Header | null)[], from: number): Header[] {
  const missing = headers.indexOf(null);
  if (missing !== -1) throw new Unreliable(`The node has no block ${from + missing}, though its head is above.`);
  return headers as Header[];
}

function linked(headers: Header[]): void {
  for (let i = 1; i < headers.length; i++) {
    if (headers[i]?.parent !== headers[i - 1]?.hash) throw new Unreliable("The chain changed while its headers were read.");
  }
}

/** Nodes that put the time into the log save a request; of the others the headers are asked. */
async function timesOf(chain: Chain, logs: RpcLog[], known: Header[]): Promise<(log: RpcLog) => bigint> {
  const times = new Map(known.map((header) => [header.hash as string, header.at]));
  const unknown = new Map<string, number>();
  for (const log of logs) {
    if (times.has(log.blockHash)) continue;
    if (log.blockTimestamp) times.set(log.blockHash, BigInt(log.blockTimestamp));
    else unknown.set(log.blockHash, Number(log.blockNumber));
  }
  const numbers = [...unknown.values()];
  const headers = numbers.length > 0 ? whole(await chain.headers(numbers), 0) : [];
  for (const header of headers) times.set(header.hash, header.at);
  return (log) => {
    const at = times.get(log.blockHash);
    if (at === undefined) throw new Unreliable(`Logs of block ${Number(log.blockNumber)} are of another branch.`);
    return at;
  };
}
