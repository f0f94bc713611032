/** npm start: everything, in order, from nothing or from what the last start left; Ctrl-C ends it all. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Deployment } from "../core/chain/deployments.ts";
import { TestAccount } from "../core/features/chain.ts";
import { config } from "./config.ts";
import { deploy, writeDeployment } from "./deploy.ts";
import { complain, Complaint } from "./local/complaint.ts";
import { files, type Ground, openChain, openDatabase, prepareDatabase, readWorld, removeWorld } from "./local/infrastructure.ts";
import { insistOnPort } from "./local/ports.ts";
import { claim, type Household } from "./local/running.ts";
import { say, step, table } from "./local/screen.ts";
import { readSecrets } from "./local/secrets.ts";
import { startService } from "./local/supervisor.ts";
import { buildWeb, isWebBuilt } from "./local/web-build.ts";
import { accountOf, mnemonic, type Service, servicesOf, shown } from "./local/world.ts";
import { people } from "./seed/people.ts";
import { seed } from "./seed/seed.ts";

const variables = [
  ["web", "PORT"],
  ["api", "API_PORT"],
  ["indexer", "INDEXER_PORT"],
  ["worker", "WORKER_PORT"],
  ["keeper", "KEEPER_PORT"],
] as const;

const ending = new AbortController();
let household: Household | undefined;
/** Everything we spawn is noted at once, so that an end at any moment finds it. */
const noted = (name: string) => (pid: number | undefined) => household?.add(name, pid);

async function start(): Promise<void> {
  household = await claim(files.running, say);
  const isNew = beginAnewIfNeeded();
  for (const [name, variable] of variables) await insistOnPort(config.ports[name], `the ${name}`, variable);

  const database = await step("Postgres", () => openDatabase(noted("postgres")));
  await step("Migrations", () => prepareDatabase(database));
  const chain = await step("Local chain", () => openChain(noted("chain"), say));
  watch(chain.lost);

  const deployment = await findDeployment(chain);
  const services = servicesOf({
    ports: config.ports,
    databaseUrls: { api: database.apiUrl, indexer: database.indexerUrl },
    ...chain,
    deploymentsFile: join(files.deployments, `${chain.chainId}.json`),
    ...(chain.chainId === 31_337 && { testAccountsFile: writeTestAccounts() }),
    admins: people.filter((person) => person.role === "admin").map((person) => accountOf(person.index).address),
    clock: chain.chainId === 31_337 ? "chain" : "wall",
    sessionSecret: readSecrets(files.secrets).session,
    logLevel: config.logLevel,
    inherited: config.inherited,
  });
  await step("Indexer, API, worker, keeper", () =>
    // The API answers when it knows its chain, so the indexer goes first and the rest together.
    run(services.indexer).then(() => Promise.all([run(services.api), run(services.worker), run(services.keeper)])),
  );

  const building = isWebBuilt() ? undefined : background("Web app built", () => buildWeb({ logFile: files.log("web-build"), env: config.inherited, onSpawn: noted("web-build") }));
  if (isNew && config.rpcUrl === undefined) {
    const place = { apiUrl: `http://127.0.0.1:${config.ports.api}`, rpcUrl: chain.rpcUrl, deployment, testAccountsFile: files.testAccounts };
    await step("A living world", () => seed({ ...place, say: (line) => say(`  ${line}`) }));
    writeFileSync(files.world, `${JSON.stringify({ seeded: true })}\n`);
  }
  await building;
  await step("Web app", () => run(services.web));
  say(summary(chain, deployment));
}

function beginAnewIfNeeded(): boolean {
  const found = readWorld();
  const isAsked = process.argv.includes("--fresh");
  if (isAsked && config.databaseUrl !== undefined) {
    throw new Complaint("--fresh does not empty a database of yours: empty the one in DATABASE_URL yourself, or unset it.");
  }
  if (found === "whole" && !isAsked) return false;
  if (found !== "none") {
    say(isAsked ? "Beginning anew: the embedded database, the local chain and their passwords are removed." : "The last first start was interrupted before its world was whole: beginning anew.");
    removeWorld();
  }
  return true;
}

async function findDeployment({ rpcUrl, chainId }: Ground): Promise<Deployment> {
  const file = join(files.deployments, `${chainId}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  if (chainId !== 31_337) {
    throw new Complaint(`No contracts are known on chain ${chainId}: deploy them and put their addresses into ${file}.`);
  }
  return step("Contracts", async () => {
    const deployment = await deploy({ rpcUrl });
    writeDeployment(deployment, files.deployments);
    return deployment;
  });
}

/** Shown in the sign-in dialog, on the local chain alone. Seeding adds who was drawn for what, so it is written once. */
function writeTestAccounts(): string {
  if (existsSync(files.testAccounts)) return files.testAccounts;
  const accounts = people.map(({ index, name, purpose }) => ({ address: accountOf(index).address.toLowerCase(), name, purpose }));
  mkdirSync(config.home, { recursive: true });
  writeFileSync(files.testAccounts, `${JSON.stringify(accounts, null, 2)}\n`);
  return files.testAccounts;
}

async function run(service: Service): Promise<void> {
  ending.signal.throwIfAborted();
  const { name } = service;
  const running = await startService(service, { logFile: files.log(name), say, onSpawn: noted(name), ending: ending.signal });
  watch(running.lost);
}

/** Whatever cannot be mended ends the whole, with its sentence. */
function watch(lost: Promise<Complaint> | undefined): void {
  void lost?.then(async (complaint) => {
    if (ending.signal.aborted) return;
    say(complaint.message);
    await stopAll();
    process.exit(1);
  });
}

async function background(title: string, work: () => Promise<void>): Promise<void> {
  const began = Date.now();
  await work();
  if (!ending.signal.aborted) say(`${title} … ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

function summary(chain: Ground, { escrow, court, reputation, token }: Deployment): string {
  const { web, api } = config.ports;
  const places = [
    ["Web", `http://localhost:${web}`],
    ["API", `http://localhost:${api}`],
    ["OpenAPI", `http://localhost:${api}/openapi.json`],
    ["RPC", `${chain.rpcUrl} (chain ${chain.chainId})`],
    ["Escrow", shown(escrow)],
    ["Court", shown(court)],
    ["Reputation", shown(reputation)],
    ...(token ? [["Guild Dollar", shown(token)]] : []),
  ];
  const purposes = existsSync(files.testAccounts) ? z.array(TestAccount).parse(JSON.parse(readFileSync(files.testAccounts, "utf8"))) : [];
  const accounts = people.map(({ index, name, role }, place) => [String(index), name, role, accountOf(index).address, purposes[place]?.purpose ?? ""]);
  const words = [
    "Test accounts: account INDEX of the words below (path m/44'/60'/0'/0/INDEX). Everybody has these keys: no real money.",
    `  ${mnemonic}`,
  ];
  const isLocal = chain.chainId === 31_337;
  return ["", "Guildhall is open.", "", table(places), ...(isLocal ? ["", ...words, "", table(accounts)] : []), "", "Ctrl-C stops everything; the next npm start goes on from here."].join("\n");
}

let stopping: Promise<void> | undefined;
function stopAll(): Promise<void> {
  ending.abort();
  stopping ??= household?.stop() ?? Promise.resolve();
  return stopping;
}

async function leave(code: number): Promise<never> {
  if (!stopping) say("Stopping …");
  await stopAll();
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave(0));
// npm, or the shell that started us, is gone.
process.on("disconnect", () => void leave(0));

await start().catch(async (error) => {
  if (ending.signal.aborted) return stopAll();
  await stopAll();
  complain(error);
});
