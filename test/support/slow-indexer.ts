/**
 * The indexer's process with a slow line to Postgres, so that a kill finds it in the middle of a batch.
 * With `naive` it also leaves out the transaction: what every batch would be without one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "../../indexer/config.ts";
import { openLog } from "../../indexer/log.ts";
import { run } from "../../indexer/run.ts";
import type { Connection } from "../../indexer/sql.ts";
import { connectTo } from "../../prisma/connect.ts";

const isNaive = process.argv.includes("naive");
const config = readConfig();
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

await run(config, openLog(config.logLevel, config.chainId), stop.signal, { connect: slowly });

function slowly(url: string, name: string): Connection {
  const connection = connectTo(url, name);
  const query = connection.query.bind(connection) as Connection["query"];
  return Object.assign(connection, {
    query: async (text: string, values?: unknown[]) => {
      if (isNaive && (text === "begin" || text === "commit")) return { rows: [], rowCount: 0 };
      await sleep(3);
      return query(text, values);
    },
  }) as unknown as Connection;
}
