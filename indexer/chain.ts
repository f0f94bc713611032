/** What the indexer asks of a node: five questions, over JSON-RPC batches. A test stands in for it by answering them. */
import type { Hex } from "viem";
import type { RpcLog } from "./decode.ts";
import { openRpc, type Recall, RpcError } from "./rpc.ts";

export type Header = { number: number; hash: Hex; parent: Hex; at: bigint; bloom: Hex; transactions: Hex[] };
export type Receipt = { blockHash: Hex; transactionHash: Hex; logs: RpcLog[] };
export type LogFilter = { from: number; to: number; addresses: Hex[]; topics: Hex[] };

export type Chain = {
  name: string;
  chainId(): Promise<number>;
  /** The newest block, and the newest that the node calls finalized (undefined where it knows no such tag). */
  head(): Promise<{ head: Header; finalized: number | undefined }>;
  /** In one batch; null for a block that the node does not have. */
  headers(numbers: number[]): Promise<(Header | null)[]>;
  logs(filter: LogFilter): Promise<RpcLog[]>;
  /** Of all of a block's transactions. */
  receipts(header: Header): Promise<(Receipt | null)[]>;
};

type RpcBlock = { number: Hex; hash: Hex; parentHash: Hex; timestamp: Hex; logsBloom: Hex; transactions: Hex[] };

const hex = (number: number): Hex => `0x${number.toString(16)}`;

const toHeader = (block: RpcBlock): Header => ({
  number: Number(block.number),
  hash: block.hash,
  parent: block.parentHash,
  at: BigInt(block.timestamp),
  bloom: block.logsBloom,
  transactions: block.transactions,
});

/** Method not found, not supported, and Hardhat's own words for it. */
const isUnknownMethod = (error: unknown): boolean =>
  error instanceof RpcError && (error.code === -32_601 || error.code === -32_004);

export function openChain(url: string, options: { timeoutMs?: number; recall?: Recall } = {}): Chain {
  const { ask, askAlone } = openRpc(url, options);
  // Hardhat's node, and others, know only the question about one transaction.
  let givesBlockReceipts = true;

  const block = async (tag: string): Promise<Header | null> => {
    const found = (await ask("eth_getBlockByNumber", [tag, false])) as RpcBlock | null;
    return found && toHeader(found);
  };

  return {
    name: new URL(url).host,
    chainId: async () => Number(await ask("eth_chainId", [])),
    head: async () => {
      const [head, finalized] = await Promise.all([block("latest"), block("finalized").catch(() => null)]);
      if (!head) throw new Error("The node knows no newest block.");
      return { head, finalized: finalized?.number };
    },
    headers: (numbers) => Promise.all(numbers.map((number) => block(hex(number)))),
    logs: async ({ from, to, addresses, topics }) => {
      const filter = { fromBlock: hex(from), toBlock: hex(to), address: addresses, topics: [topics] };
      return (await askAlone("eth_getLogs", [filter])) as RpcLog[];
    },
    receipts: async (header) => {
      if (givesBlockReceipts) {
        const whole = await ask("eth_getBlockReceipts", [header.hash]).catch((error: unknown) => {
          if (!isUnknownMethod(error)) throw error;
          givesBlockReceipts = false;
          return null;
        });
        if (Array.isArray(whole)) return whole as Receipt[];
      }
      const each = header.transactions.map((hash) => ask("eth_getTransactionReceipt", [hash]));
      return (await Promise.all(each)) as (Receipt | null)[];
    },
  };
}
