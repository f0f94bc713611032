/** What the keeper takes from the environment. */
import { readFileSync } from "node:fs";
import type { Hex } from "viem";
import { z } from "zod";
import { type Deployment, deployments } from "#core/chain/deployments.ts";
import { Address, Digest } from "#core/lib/ids.ts";
import { Complaint } from "../local/complaint.ts";
import { keeperIndex, keyOf } from "../local/world.ts";

const LOCAL_CHAIN = 31_337;

export const Duty = z.enum(["draw", "pass", "execute", "release", "refund"]);
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

  return {
    databaseUrl: env.DATABASE_URL,
    rpcUrl: env.RPC_URL,
    deployment: Deployed.parse(known),
    isLocal,
    key: (env.KEEPER_KEY ?? keyOf(keeperIndex)) as Hex,
    duties: new Set(env.KEEPER_DO),
    every: env.KEEPER_EVERY * 1000,
    patience: env.KEEPER_PATIENCE * 1000,
    healthPort: env.HEALTH_PORT,
    logLevel: env.LOG_LEVEL,
  };
}
