/** Mirrors that leave one thing out. Each must fail the schedules, or these prove nothing. */
import type { Chain, Header } from "../../../indexer/chain.ts";
import type { RpcLog } from "../../../indexer/decode.ts";
import type { Connection } from "../../../indexer/sql.ts";
import { connectTo } from "../../../prisma/connect.ts";
import type { TestDatabase } from "../postgres.ts";

/** A chain seen by somebody who never looks back: each number has the hash it had the first time, each block fits. */
export function withoutParentCheck(chain: Chain): Chain {
  const seen = new Map<number, Header>();
  let top: Header | undefined;
  const see = (header: Header): Header => {
    const known = seen.get(header.number);
    if (known) return known;
    const before = seen.get(header.number - 1);
    const fitting = before ? { ...header, parent: before.hash } : header;
    seen.set(header.number, fitting);
    return fitting;
  };
  return {
    ...chain,
    head: async () => {
      const { head, finalized } = await chain.head();
      if (!top || head.number > top.number) top = head;
      return { head: seen.get(top.number) ?? top, finalized };
    },
    headers: async (numbers) => (await chain.headers(numbers)).map((header) => header && see(header)),
  };
}

/** Each statement is a transaction of its own. */
export function withoutTransaction(database: TestDatabase): Connection {
  const connection = connectTo(database.indexerUrl, "naive");
  const query = connection.query.bind(connection) as Connection["query"];
  const bare = async (text: string, values?: unknown[]) =>
    text === "begin" || text === "commit" ? { rows: [], rowCount: 0 } : query(text, values);
  return Object.assign(connection, { query: bare }) as unknown as Connection;
}

/** What a node says first is all that anybody asks: its receipts are whatever its logs were. */
export function withoutProof(chain: Chain): Chain {
  let said: RpcLog[] = [];
  return {
    ...chain,
    logs: async (filter) => {
      said = await chain.logs(filter);
      return said;
    },
    receipts: async (header) =>
      header.transactions.map((transactionHash) => ({
        blockHash: header.hash,
        transactionHash,
        logs: said.filter((log) => log.transactionHash === transactionHash),
      })),
  };
}
