/** The ground under the services: Postgres and a chain, ours or somebody else's, and how each is found wanting. */
import { join } from "node:path";
import { createPublicClient, http } from "viem";
import { migrate } from "../../prisma/migrate.ts";
import { setRole, urlAs, withClient } from "../../prisma/server.ts";
import { config } from "../config.ts";
import { type Chain, startChain } from "./chain.ts";
import { Complaint } from "./complaint.ts";
import { insistOnPort } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { readSecrets } from "./secrets.ts";

const { home, ports } = config;
export const files = {
  secrets: join(home, "secrets.json"),
  running: join(home, "running.json"),
  world: join(home, "world.json"),
  testAccounts: join(home, "test-accounts.json"),
  postgres: join(home, "pg"),
  chain: join(home, "chain"),
  journal: join(home, "chain/blocks.jsonl"),
  deployments: join(home, "deployments"),
  log: (name: string) => join(home, "logs", `${name}.log`),
};

export type Database = { ownerUrl: string; apiUrl: string; indexerUrl: string };
type OnSpawn = (pid: number | undefined) => void;

export async function openDatabase(onSpawn: OnSpawn): Promise<Database> {
  if (config.databaseUrl === undefined) {
    return startPostgres({
      dataDir: files.postgres,
      port: ports.postgres,
      logFile: files.log("postgres"),
      secretsFile: files.secrets,
      onSpawn,
    });
  }
  const ownerUrl = config.databaseUrl;
  const secrets = readSecrets(files.secrets);
  await withClient(ownerUrl, (client) => client.query("select 1")).catch((error: Error) => {
    throw new Complaint(
      `DATABASE_URL does not lead to a database (${error.message}): correct it, or unset it to use the embedded one.`,
    );
  });
  return {
    ownerUrl,
    apiUrl: config.databaseUrlApi ?? urlAs(ownerUrl, { user: "guildhall_api", password: secrets.api }),
    indexerUrl: config.databaseUrlIndexer ?? urlAs(ownerUrl, { user: "guildhall_indexer", password: secrets.indexer }),
  };
}

/** The migrations make the two roles; their passwords are nobody's business but this copy's. */
export async function prepareDatabase({ ownerUrl, apiUrl, indexerUrl }: Database): Promise<string[]> {
  const applied = await migrate(ownerUrl);
  const given = { [apiUrl]: config.databaseUrlApi, [indexerUrl]: config.databaseUrlIndexer };
  for (const url of [apiUrl, indexerUrl]) {
    const { username, password } = new URL(url);
    if (given[url] === undefined) await setRole(ownerUrl, username, decodeURIComponent(password));
  }
  return applied;
}

export type Ground = Pick<Chain, "rpcUrl" | "rpcWsUrl"> & { chainId: number; lost?: Promise<Complaint> };

export async function openChain(onSpawn: OnSpawn, progress: (line: string) => void): Promise<Ground> {
  if (config.rpcUrl !== undefined) {
    const rpcUrl = config.rpcUrl;
    const chainId = await createPublicClient({ transport: http(rpcUrl, { retryCount: 1, timeout: 5_000 }) })
      .getChainId()
      .catch(() => {
        throw new Complaint(
          `RPC_URL (${rpcUrl}) does not answer as an Ethereum node: correct it, or unset it to use the local chain.`,
        );
      });
    return { rpcUrl, rpcWsUrl: rpcUrl.replace(/^http/, "ws"), chainId };
  }
  await insistOnPort(ports.rpc, "the local chain", "RPC_PORT");
  const chain = await startChain({
    port: ports.rpc,
    logFile: files.log("chain"),
    journalFile: files.journal,
    env: config.inherited,
    onSpawn,
    progress: (done, total) => {
      if (done % 1_000 === 0) progress(`  ${done} of ${total} blocks are back`);
    },
  });
  const lost = new Promise<Complaint>((resolve) => {
    const tell = () => resolve(new Complaint(`The local chain ended by itself: its log is ${files.log("chain")}.`));
    chain.child.once("exit", tell);
  });
  return { rpcUrl: chain.rpcUrl, rpcWsUrl: chain.rpcWsUrl, chainId: 31_337, lost };
}
