/**
 * Does what anyone may do once a period has passed: draws panels, passes cases on, executes rulings, releases what nobody
 * refused and refunds what nobody delivered. Needs no trust: it holds a key that can do nothing anyone else could not.
 * Several may run at once. `--once` looks once, without patience, and ends.
 */
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { createPublicClient, createWalletClient, defineChain, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { openDb } from "#db";
import { readConfig } from "./keeper/config.ts";
import { keep, openKeeper } from "./keeper/round.ts";
import { complain } from "./local/complaint.ts";

const { values } = parseArgs({ options: { once: { type: "boolean", default: false } } });

/** The mirror is the indexer's: this connection cannot write, whatever role it has. */
function readOnly(url: string): string {
  const only = new URL(url);
  only.searchParams.set("options", "-c default_transaction_read_only=on");
  return only.href;
}

async function main(): Promise<void> {
  const config = readConfig();
  const { deployment } = config;
  const log = pino({
    name: "keeper",
    level: config.logLevel,
    base: { name: "keeper" },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  const database = openDb(readOnly(config.databaseUrl), { log, connections: 2 });
  const transport = http(config.rpcUrl, { timeout: 10_000, retryCount: 0 });
  const network = defineChain({
    id: deployment.chainId,
    name: "Guildhall",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [config.rpcUrl] } },
  });
  const keeper = openKeeper({
    deployment,
    isLocal: config.isLocal,
    duties: config.duties,
    patience: values.once ? 0 : config.patience,
    database,
    log,
    chain: createPublicClient({ chain: network, transport, cacheTime: 0, pollingInterval: config.isLocal ? 50 : 4_000 }),
    wallet: createWalletClient({ chain: network, transport, account: privateKeyToAccount(config.key) }),
  });

  if (values.once) {
    const done = await keeper.round();
    log.info({ done }, "looked once");
    await database.close();
    return;
  }

  const ending = new AbortController();
  let lastRound = 0;
  const health = createServer((request, response) => {
    const isFresh = Date.now() - lastRound < 10 * config.every + 10_000;
    const isWell = request.url === "/healthz" || (request.url === "/readyz" && isFresh);
    const status = isWell ? 200 : request.url === "/readyz" ? 503 : 404;
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify({ status: isWell ? "ready" : "unready" }));
  }).listen(config.healthPort, "127.0.0.1");

  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  log.info({ duties: [...config.duties] }, "keeping");
  const onRound = () => {
    lastRound = Date.now();
  };
  await keep(keeper, { every: config.every, signal: ending.signal, log, onRound });
  health.close();
  health.closeAllConnections();
  await database.close();
}

await main().catch(complain);
