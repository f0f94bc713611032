/** Everything the API and its worker take from the environment. Boot fails naming every bad variable. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Deployment, deployments } from "#core/chain/deployments.ts";
import { TestAccount } from "#core/features/chain.ts";
import { Address, Digest } from "#core/lib/ids.ts";

export const LOCAL_CHAIN = 31337;

const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
const port = (usual: number) => z.coerce.number().int().min(0).max(65_535).default(usual);

const Environment = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(20),
    RPC_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8545"),
    CHAIN_ID: z.coerce.number().int().positive().default(LOCAL_CHAIN),
    CHAIN_NAME: z.string().max(60).optional(),
    /** A block explorer, to link transactions to. */
    EXPLORER_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** Addresses of the contracts; needed on the local chain, else core/chain/deployments.ts knows them. */
    DEPLOYMENTS_FILE: z.string().optional(),
    /** More ERC-20 tokens that people may be paid in, besides the native coin and the deployment's own. */
    TOKENS: z
      .string()
      .default("")
      .transform((text) => text.split(",").filter(Boolean))
      .pipe(z.array(Address)),
    API_HOST: z.string().default("127.0.0.1"),
    API_PORT: port(4000),
    WORKER_PORT: port(4002),
    WEB_ORIGIN: origin.default("http://localhost:3000"),
    API_ORIGIN: origin.default("http://localhost:4000"),
    /** `chain`: the local node's clock is the world's, so that a seeded past and a moved clock are one world. */
    CLOCK: z.enum(["wall", "chain"]).default("wall"),
    ADMIN_ADDRESSES: z
      .string()
      .default("")
      .transform((text) => text.split(",").filter(Boolean))
      .pipe(z.array(Address)),
    TEST_ACCOUNTS_FILE: z.string().optional(),
    /** Multiplies every rate limit: a seeded world signs in two dozen people from one address. */
    RATE_LIMIT_SCALE: z.coerce.number().positive().max(1_000).default(1),
    /** How many proxies in front may be believed about a caller's address. */
    TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
    /** How long /readyz says no before connections are refused, so that a balancer looks away first. */
    DRAIN_SECONDS: z.coerce.number().min(0).max(60).default(0),
    OUTBOX_DAYS: z.coerce.number().int().min(1).default(30),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  })
  .refine((env) => env.CLOCK !== "chain" || env.CHAIN_ID === LOCAL_CHAIN, {
    path: ["CLOCK"],
    message: `The chain's clock is the world's on chain ${LOCAL_CHAIN} alone; take CLOCK out.`,
  });

const Deployed = z.object({
  chainId: z.number().int(),
  escrow: Address,
  court: Address,
  reputation: Address,
  authority: Address,
  anchor: Address,
  token: Address.optional(),
  block: z.number().int(),
  genesisHash: Digest,
});

type Env = z.infer<typeof Environment>;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

function deploymentOf(env: Env): Deployment {
  const given = env.DEPLOYMENTS_FILE ? readJson(env.DEPLOYMENTS_FILE) : deployments[env.CHAIN_ID];
  if (given === undefined) {
    throw new Error(`No contracts are known on chain ${env.CHAIN_ID}. Deploy them and set DEPLOYMENTS_FILE.`);
  }
  const { token, ...deployment } = Deployed.parse(given);
  if (deployment.chainId !== env.CHAIN_ID) {
    throw new Error(`DEPLOYMENTS_FILE is of chain ${deployment.chainId}, CHAIN_ID is ${env.CHAIN_ID}. Make them agree.`);
  }
  return token === undefined ? deployment : { ...deployment, token };
}

/** Shown on the sign-in page, so on the local chain alone, where everybody has their keys. */
function testAccountsOf(env: Env): TestAccount[] {
  if (env.TEST_ACCOUNTS_FILE === undefined || env.CHAIN_ID !== LOCAL_CHAIN) return [];
  return z.array(TestAccount).parse(readJson(env.TEST_ACCOUNTS_FILE));
}

export function readConfig(variables: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const { data: env, error } = Environment.safeParse(given);
  if (error) {
    const faults = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The API's environment does not fit. ${faults.join("; ")} Correct these variables and start again.`);
  }
  const deployment = deploymentOf(env);
  testAccountsOf(env); // a file that cannot be read is found at boot

  return {
    databaseUrl: env.DATABASE_URL,
    databaseConnections: env.DATABASE_CONNECTIONS,
    rpcUrl: env.RPC_URL,
    host: env.API_HOST,
    port: env.API_PORT,
    workerPort: env.WORKER_PORT,
    clock: env.CLOCK,
    rateLimitScale: env.RATE_LIMIT_SCALE,
    trustProxy: env.TRUST_PROXY,
    drainSeconds: env.DRAIN_SECONDS,
    outboxDays: env.OUTBOX_DAYS,
    logLevel: env.LOG_LEVEL,
    settings: {
      chainId: env.CHAIN_ID,
      chainName: env.CHAIN_NAME ?? (env.CHAIN_ID === LOCAL_CHAIN ? "Guildhall local" : `Chain ${env.CHAIN_ID}`),
      isLocal: env.CHAIN_ID === LOCAL_CHAIN,
      canAdvance: env.CHAIN_ID === LOCAL_CHAIN && env.CLOCK === "chain",
      explorer: env.EXPLORER_URL ?? null,
      deployment,
      tokens: [...(deployment.token ? [deployment.token] : []), ...env.TOKENS],
      webOrigin: env.WEB_ORIGIN,
      apiOrigin: env.API_ORIGIN,
      admins: new Set<string>(env.ADMIN_ADDRESSES),
      /** Read when it is shown: seeding writes it again, once the lot has said who sits on which panel. */
      get testAccounts() {
        return testAccountsOf(env);
      },
    } satisfies Settings,
  };
}

/** What modules may know of the configuration. */
export type Settings = {
  chainId: number;
  chainName: string;
  isLocal: boolean;
  canAdvance: boolean;
  explorer: string | null;
  deployment: Deployment;
  tokens: readonly string[];
  webOrigin: string;
  apiOrigin: string;
  admins: ReadonlySet<string>;
  testAccounts: readonly TestAccount[];
};

export type Config = ReturnType<typeof readConfig>;
