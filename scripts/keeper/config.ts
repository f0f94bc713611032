/** What the keeper takes from the environment. */
import { readFileSync } from "node:fs";
import { type Hex, parseEther, parseGwei } from "viem";
import { z } from "zod";
import { type Deployment, deployments } from "#core/chain/deployments.ts";
import { Address, Digest } from "#core/lib/ids.ts";
import { Complaint } from "../local/complaint.ts";
import { keeperIndex, keyOf } from "../local/world.ts";

const LOCAL_CHAIN = 31_337;

export const Duty = z.enum(["draw", "pass", "execute", "release", "refund", "reward", "reclaim"]);
export type Duty = z.infer<typeof Duty>;

const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  RPC_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8545"),
  CHAIN_ID: z.coerce.number().int().positive().default(LOCAL_CHAIN),
  DEPLOYMENTS_FILE: z.string().optional(),
  /** Pays for gas and earns the bounties of draws; it can do nothing that anyone else could not. */
  KEEPER_KEY: z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/)
    .optional(),
  KEEPER_DO: z
    .string()
    .default(Duty.options.join())
    .transform((text) => text.split(","))
    .pipe(z.array(Duty).min(1)),
  /** Seconds between two looks. */
  KEEPER_EVERY: z.coerce.number().min(0.1).default(2),
  /** Seconds that something is left to people after it fell due. */
  KEEPER_PATIENCE: z.coerce.number().min(0).default(5),
  /** Above this price of a unit of gas nothing is sent. */
  KEEPER_MAX_FEE_GWEI: z.coerce.number().positive().default(50),
  /** Seconds that a transaction may be without a block before its fee is raised by an eighth. */
  KEEPER_RAISE_AFTER: z.coerce.number().min(0.1).default(60),
  /** Below this balance somebody is told. */
  KEEPER_LOW_ETH: z.coerce.number().min(0).default(0.05),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(4003),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

const Deployed = z.object({
  chainId: z.number().int(),
  escrow: Address,
  court: Address,
  reputation: Address,
  authority: Address,
  anchor: Address,
  block: z.number().int(),
  genesisHash: Digest,
});

export type KeeperConfig = {
  databaseUrl: string;
  rpcUrl: string;
  deployment: Deployment;
  isLocal: boolean;
  key: Hex;
  duties: ReadonlySet<Duty>;
  every: number;
  patience: number;
  ceiling: bigint;
  raiseAfter: number;
  low: bigint;
  healthPort: number;
  logLevel: string;
};

export function readConfig(variables: NodeJS.ProcessEnv = process.env): KeeperConfig {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const { data: env, error } = Environment.safeParse(given);
  if (error) {
    const faults = error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`);
    throw new Complaint(`The keeper cannot begin; these variables do not fit: ${faults.join(", ")}.`);
  }
  const isLocal = env.CHAIN_ID === LOCAL_CHAIN;
  if (!isLocal && env.KEEPER_KEY === undefined) {
    throw new Complaint("The keeper needs a key of its own to pay for gas: set KEEPER_KEY.");
  }
  const known = env.DEPLOYMENTS_FILE ? JSON.parse(readFileSync(env.DEPLOYMENTS_FILE, "utf8")) : deployments[env.CHAIN_ID];
  if (known === undefined) throw new Complaint(`No contracts are known on chain ${env.CHAIN_ID}: set DEPLOYMENTS_FILE.`);
  const deployment = Deployed.parse(known);
  if (deployment.chainId !== env.CHAIN_ID) {
    throw new Complaint(`DEPLOYMENTS_FILE is about chain ${deployment.chainId}, and CHAIN_ID says ${env.CHAIN_ID}.`);
  }

  return {
    databaseUrl: env.DATABASE_URL,
    rpcUrl: env.RPC_URL,
    deployment,
    isLocal,
    key: (env.KEEPER_KEY ?? keyOf(keeperIndex)) as Hex,
    duties: new Set(env.KEEPER_DO),
    every: env.KEEPER_EVERY * 1000,
    patience: env.KEEPER_PATIENCE * 1000,
    ceiling: parseGwei(env.KEEPER_MAX_FEE_GWEI.toFixed(9)),
    raiseAfter: env.KEEPER_RAISE_AFTER * 1000,
    low: parseEther(env.KEEPER_LOW_ETH.toFixed(18)),
    healthPort: env.HEALTH_PORT,
    logLevel: env.LOG_LEVEL,
  };
}
