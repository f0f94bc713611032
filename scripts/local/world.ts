/** One running Guildhall on one machine: what its processes are, and what each is told. */
import { join } from "node:path";
import { type Address, getAddress, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { nodeFlags } from "../../indexer/flags.ts";

export const root = join(import.meta.dirname, "../..");

/** Hardhat's well-known words. Everybody has these keys, so they are for the local chain alone. */
export const mnemonic = "test test test test test test test test test test test junk";
export const accountOf = (index: number) => mnemonicToAccount(mnemonic, { addressIndex: index });
export const keyOf = (index: number) => toHex(accountOf(index).getHdKey().privateKey ?? new Uint8Array());

/** The last of the forty accounts: nobody of the seeded world, and never asked to sign in. */
export const keeperIndex = 39;

export type Ports = Record<"web" | "api" | "indexer" | "worker" | "keeper", number>;

export type World = {
  ports: Ports;
  databaseUrls: { api: string; indexer: string };
  rpcUrl: string;
  rpcWsUrl: string;
  chainId: number;
  deploymentsFile: string;
  testAccountsFile?: string;
  admins: readonly Address[];
  clock: "chain" | "wall";
  sessionSecret: string;
  logLevel: string;
  /** The machine's environment, for PATH and the like. */
  inherited: NodeJS.ProcessEnv;
};

export type Service = {
  name: "indexer" | "api" | "worker" | "keeper" | "web";
  /** What Node runs. */
  parameters: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Answers 200 when the service is of use. */
  readyUrl: string;
};

export function servicesOf(world: World): Record<Service["name"], Service> {
  const { ports, databaseUrls } = world;
  const common = {
    ...world.inherited,
    NODE_ENV: "production",
    RPC_URL: world.rpcUrl,
    RPC_WS_URL: world.rpcWsUrl,
    CHAIN_ID: String(world.chainId),
    DEPLOYMENTS_FILE: world.deploymentsFile,
    CLOCK: world.clock,
    WEB_ORIGIN: `http://localhost:${ports.web}`,
    API_ORIGIN: `http://localhost:${ports.api}`,
    API_URL: `http://127.0.0.1:${ports.api}`,
    API_PORT: String(ports.api),
    WORKER_PORT: String(ports.worker),
    LOG_LEVEL: world.logLevel,
  };
  const people = {
    ...common,
    DATABASE_URL: databaseUrls.api,
    SESSION_SECRET: world.sessionSecret,
    ADMIN_ADDRESSES: world.admins.map((address) => address.toLowerCase()).join(","),
    TEST_ACCOUNTS_FILE: world.testAccountsFile ?? "",
    // On a machine of one's own everybody comes from one address.
    RATE_LIMIT_SCALE: "100",
  };
  const service = (
    name: Service["name"],
    entry: string,
    port: number,
    env: NodeJS.ProcessEnv,
    flags: string[] = [],
  ): Service => ({
    name,
    parameters: [...flags, join(root, entry)],
    cwd: root,
    env: { ...env, HEALTH_PORT: String(port) },
    readyUrl: `http://127.0.0.1:${port}/readyz`,
  });

  return {
    indexer: service("indexer", "indexer/main.ts", ports.indexer, { ...common, DATABASE_URL: databaseUrls.indexer }, nodeFlags),
    api: service("api", "api/main.ts", ports.api, people),
    worker: service("worker", "api/worker.ts", ports.worker, people),
    keeper: service("keeper", "scripts/keeper.ts", ports.keeper, {
      ...common,
      DATABASE_URL: databaseUrls.api,
      KEEPER_KEY: keyOf(keeperIndex),
      // Money that waits for anyone's click is something to meet on a local chain; a court that stands still is not.
      KEEPER_DO: "draw,pass",
    }),
    web: {
      name: "web",
      parameters: [
        join(root, "node_modules/next/dist/bin/next"),
        "start",
        "--port",
        String(ports.web),
        "--hostname",
        "127.0.0.1",
      ],
      cwd: join(root, "web"),
      env: common,
      readyUrl: `http://127.0.0.1:${ports.web}/`,
    },
  };
}

export const shown = (address: string): string => getAddress(address);
