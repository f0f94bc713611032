/**
 * Does what anyone may do once a period has passed: draws panels, passes cases on, pays arbiters and returns deposits, executes
 * rulings, releases what nobody refused and refunds what nobody delivered. Needs no trust: it holds a key that can do nothing
 * anyone else could not. Several may run at once. `--once` looks once, without patience, tells what came of it, and ends; `--watch`,
 * as without either, looks until it is stopped. docs/runbooks/keeper.md says how to run one.
 */
import { parseArgs } from "node:util";
import { pino } from "pino";
import { createPublicClient, createWalletClient, defineChain, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { openDb } from "#db";
import { readConfig } from "./keeper/config.ts";
import { serveHealth } from "./keeper/health.ts";
import { keep, oneLine, openKeeper } from "./keeper/round.ts";
import { metricsOf, reportOf } from "./keeper/tally.ts";
import { Complaint, complain } from "./local/complaint.ts";

/** How often a fee is raised before the next thing has its turn. */
const RAISES = 5;

/** The mirror is the indexer's: this connection cannot write, whatever role it has. */
function readOnly(url: string): string {
  const only = new URL(url);
  only.searchParams.set("options", "-c default_transaction_read_only=on");
  return only.href;
}

function readFlags(): { isOnce: boolean } {
  const options = { once: { type: "boolean", default: false }, watch: { type: "boolean", default: false } } as const;
  const { values } = parseArgs({ options });
  if (values.once && values.watch) throw new Complaint("Say --once or --watch, not both.");
  return { isOnce: values.once };
}

async function main(): Promise<void> {
  const { isOnce } = readFlags();
  const config = readConfig();
  const { deployment, duties, ceiling, low } = config;
  const log = pino(
    {
      name: "keeper",
      level: config.logLevel,
      base: { name: "keeper" },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    // One look ends with a report: what is logged on the way goes beside it.
    isOnce ? pino.destination(2) : pino.destination(1),
  );
  const transport = http(config.rpcUrl, { timeout: 10_000, retryCount: 0 });
  const network = defineChain({
    id: deployment.chainId,
    name: "Guildhall",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [config.rpcUrl] } },
  });
  const chain = createPublicClient({
    chain: network,
    transport,
    cacheTime: 0,
    pollingInterval: config.isLocal ? 50 : 4_000,
  });
  const account = privateKeyToAccount(config.key);
  const database = openDb(readOnly(config.databaseUrl), { log, connections: 2 });
  const keeper = openKeeper({
    deployment,
    isLocal: config.isLocal,
    duties,
    patience: isOnce ? 0 : config.patience,
    ceiling,
    low,
    raiseAfter: config.raiseAfter,
    raises: RAISES,
    database,
    log,
    chain,
    wallet: createWalletClient({ chain: network, transport, account }),
  });
  const facts = { chainId: deployment.chainId, account: account.address, duties, ceiling, low };
  const report = () => process.stdout.write(`${reportOf(keeper.tally, facts)}\n`);

  if (isOnce) {
    try {
      await insistOnChain(chain, deployment.chainId);
      await keeper.round();
      report();
    } catch (error) {
      if (keeper.tally.lines.length > 0) report();
      throw error instanceof Complaint ? error : new Complaint(`The keeper could not finish its look: ${oneLine(error)}.`);
    } finally {
      await database.close();
    }
    return;
  }

  const ending = new AbortController();
  const began = Date.now();
  const health = await serveHealth({
    port: config.healthPort,
    isFresh: () => keeper.tally.lastRound > began && Date.now() - keeper.tally.lastRound < 10 * config.every + 10_000,
    metrics: () => metricsOf(keeper.tally, facts),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  log.info({ account: account.address, duties: [...duties] }, "keeping");
  const checked = { ...keeper, round: checkedRound(keeper.round, () => insistOnChain(chain, deployment.chainId)) };
  await keep(checked, { every: config.every, signal: ending.signal, log });
  await health.close();
  await database.close();
  if (process.stdout.isTTY) report();
}

/** A node of another chain would be sent the local chain's well-known key's transactions, or a mirror's that is not its own. */
async function insistOnChain(chain: { getChainId: () => Promise<number> }, wanted: number): Promise<void> {
  const found = await chain.getChainId();
  if (found !== wanted) throw new Complaint(`The node at RPC_URL is of chain ${found}, not ${wanted}: nothing was sent.`);
}

/** The chain is asked for before the first look that reaches the node; one that is away is waited for. */
function checkedRound(round: () => Promise<number>, check: () => Promise<void>): () => Promise<number> {
  let isChecked = false;
  return async () => {
    if (!isChecked) await check();
    isChecked = true;
    return round();
  };
}

await main().catch(complain);
