/** npm start: everything, in order, from nothing or from what the last start left; Ctrl-C ends it all. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "../core/chain/deployments.ts";
import { withClient } from "../prisma/server.ts";
import { config } from "./config.ts";
import { deploy, LOCAL_CHAIN, writeDeployment } from "./deploy.ts";
import { complain, Complaint } from "./local/complaint.ts";
import { type Database, files, type Ground, openChain, openDatabase, prepareDatabase } from "./local/infrastructure.ts";
import { noteWorld, readWorld, removeWorld } from "./local/memory.ts";
import { insistOnPort } from "./local/ports.ts";
import { claim, type Household } from "./local/running.ts";
import { say, step } from "./local/screen.ts";
import { readSecrets } from "./local/secrets.ts";
import { type Running, startService } from "./local/supervisor.ts";
import { buildWeb, isWebBuilt } from "./local/web-build.ts";
import { welcome } from "./local/welcome.ts";
import { accountOf, type Service, servicesOf } from "./local/world.ts";
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

  const isLocal = chain.chainId === LOCAL_CHAIN;
  const deployment = await findDeployment(chain);
  const services = servicesOf({
    ports: config.ports,
    databaseUrls: { api: database.apiUrl, indexer: database.indexerUrl },
    ...chain,
    deploymentsFile: join(files.deployments, `${chain.chainId}.json`),
    ...(isLocal && { testAccountsFile: writeTestAccounts() }),
    admins: people.filter((person) => person.role === "admin").map((person) => accountOf(person.index).address),
    clock: isLocal ? "chain" : "wall",
    sessionSecret: readSecrets(files.secrets).session,
    logLevel: config.logLevel,
    inherited: config.inherited,
  });
  const { indexer, api, worker, keeper, web } = services;
  const runAll = (...some: Service[]) => Promise.all(some.map(run));
  if (!isNew && isWebBuilt()) {
    await step("Indexer, API, worker, keeper, web app", () => runAll(...Object.values(services)));
  } else {
    const [, firstApi] = await step("Indexer, API, worker", () => runAll(indexer, api, worker));
    const building = isWebBuilt() ? undefined : background("Web app built", buildTheWeb);
    if (isNew && (await isUninhabited(database))) {
      await populate(chain, deployment);
      // The lot has drawn its panels meanwhile, and the list of test accounts now says who sits on which.
      await firstApi?.stop();
      await run(api);
    }
    if (isNew) noteWorld(true);
    await building;
    // The keeper comes last: it would do what the people of the seed are about to do.
    await step("Keeper, web app", () => runAll(keeper, web));
  }
  say(welcome(chain, deployment, isLocal));
}

/** True when there is nothing to go on from. */
function beginAnewIfNeeded(): boolean {
  const isAsked = process.argv.includes("--fresh");
  if (isAsked && config.databaseUrl !== undefined) {
    throw new Complaint("--fresh does not empty a database of yours: empty the one in DATABASE_URL yourself, or unset it.");
  }
  const found = isAsked ? "half" : readWorld();
  if (found === "whole") return false;
  if (isAsked) say("Beginning anew: the embedded database, the local chain and their passwords are removed.");
  else if (found === "half") say("The first start was cut short before its world was whole: beginning anew.");
  removeWorld();
  noteWorld(false);
  return true;
}

/** A past can be told only on our own chain, and only where nobody lives yet. */
async function isUninhabited({ ownerUrl }: Database): Promise<boolean> {
  if (config.rpcUrl !== undefined) return false;
  const { rows } = await withClient(ownerUrl, (client) => client.query("select from app.person limit 1"));
  if (rows.length > 0) say("People live in this database already: nothing is seeded.");
  return rows.length === 0;
}

async function populate({ rpcUrl }: Ground, deployment: Deployment): Promise<void> {
  say("A living world:");
  const apiUrl = `http://127.0.0.1:${config.ports.api}`;
  await seed({ apiUrl, rpcUrl, deployment, testAccountsFile: files.testAccounts, say: (line) => say(`  ${line}`) });
}

async function findDeployment({ rpcUrl, chainId }: Ground): Promise<Deployment> {
  const file = join(files.deployments, `${chainId}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  if (chainId !== LOCAL_CHAIN) {
    throw new Complaint(`No contracts are known on chain ${chainId}: deploy them and put their addresses into ${file}.`);
  }
  return step("Contracts", async () => {
    const deployment = await deploy({ rpcUrl });
    writeDeployment(deployment, files.deployments);
    return deployment;
  });
}

/** Shown in the sign-in dialog, on the local chain alone. The seed knows more of each person, and writes it anew. */
function writeTestAccounts(): string {
  if (existsSync(files.testAccounts)) return files.testAccounts;
  const accounts = people.map(({ index, name, purpose }) => ({ address: accountOf(index).address.toLowerCase(), name, purpose }));
  mkdirSync(config.home, { recursive: true });
  writeFileSync(files.testAccounts, `${JSON.stringify(accounts, null, 2)}\n`);
  return files.testAccounts;
}

async function run(service: Service): Promise<Running> {
  ending.signal.throwIfAborted();
  const { name } = service;
  const running = await startService(service, { logFile: files.log(name), say, onSpawn: noted(name), ending: ending.signal });
  watch(running.lost);
  return running;
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

const buildTheWeb = () => buildWeb({ logFile: files.log("web-build"), env: config.inherited, onSpawn: noted("web-build") });

/** Under way beside the seeding; whoever waits for it later hears of its failure then. */
function background(title: string, work: () => Promise<void>): Promise<void> {
  const began = Date.now();
  const done = work().then(() => {
    if (!ending.signal.aborted) say(`${title} … ${((Date.now() - began) / 1000).toFixed(1)} s`);
  });
  done.catch(() => {});
  return done;
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
