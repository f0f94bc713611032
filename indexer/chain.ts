/** What the indexer asks of a node: five questions, over JSON-RPC batches. A test stands in for it by answering them. */
import { type Hex, http } from "viem";
import type { RpcLog } from "./decode.ts";

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
type Request = (method: string, params: unknown[]) => Promise<unknown>;

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
const isUnknownMethod = (error: unknown): boolean => {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === -32_601 || code === -32_004;
};

export function openChain(url: string, { timeoutMs = 10_000 }: { timeoutMs?: number } = {}): Chain {
  const transport = http(url, {
    // Requests of the same tick travel together.
    batch: { batchSize: 500, wait: 0 },
    retryCount: 0,
    timeout: timeoutMs,
    maxResponseBodySize: 64 * 1024 * 1024,
  })({ retryCount: 0 });
  const request: Request = (method, params) => transport.request({ method, params });
  // Hardhat's node, and others, know only the question about one transaction.
  let givesBlockReceipts = true;

  const block = async (tag: string): Promise<Header | null> => {
    const found = (await request("eth_getBlockByNumber", [tag, false])) as RpcBlock | null;
    return found && toHeader(found);
  };

  return {
    name: new URL(url).host,
    chainId: async () => Number(await request("eth_chainId", [])),
    head: async () => {
      const [head, finalized] = await Promise.all([block("latest"), block("finalized").catch(() => null)]);
      if (!head) throw new Error("The node knows no newest block.");
      return { head, finalized: finalized?.number };
    },
    headers: (numbers) => Promise.all(numbers.map((number) => block(hex(number)))),
    logs: async ({ from, to, addresses, topics }) => {
      const filter = { fromBlock: hex(from), toBlock: hex(to), address: addresses, topics: [topics] };
      return (await request("eth_getLogs", [filter])) as RpcLog[];
    },
    receipts: async (header) => {
      if (givesBlockReceipts) {
        const whole = await request("eth_getBlockReceipts", [header.hash]).catch((error: unknown) => {
          if (!isUnknownMethod(error)) throw error;
          givesBlockReceipts = false;
          return null;
        });
        if (Array.isArray(whole)) return whole as Receipt[];
      }
      const each = header.transactions.map((hash) => request("eth_getTransactionReceipt", [hash]));
      return (await Promise.all(each)) as (Receipt | null)[];
    },
  };
}
