/** What the seed takes from the environment. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Deployment } from "#core/chain/deployments.ts";
import { Address, Digest } from "#core/lib/ids.ts";
import { Complaint } from "../local/complaint.ts";

const Environment = z.object({
  API_ORIGIN: z.url({ protocol: /^https?$/ }).default("http://localhost:4000"),
  /** Where the API is reached from here, if that is another name. */
  API_URL: z.url({ protocol: /^https?$/ }).optional(),
  RPC_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8545"),
  DEPLOYMENTS_FILE: z.string(),
  /** Shown by the sign-in page; rewritten when the lot has said who sits on which panel. */
  TEST_ACCOUNTS_FILE: z.string().optional(),
});

const Deployed = z.object({
  chainId: z.number().int(),
  escrow: Address,
  court: Address,
  reputation: Address,
  authority: Address,
  anchor: Address,
  token: Address,
  block: z.number().int(),
  genesisHash: Digest,
});

export type SeedConfig = { apiUrl: string; rpcUrl: string; deployment: Deployment; testAccountsFile?: string | undefined };

export function readConfig(variables: NodeJS.ProcessEnv = process.env): SeedConfig {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const { data: env, error } = Environment.safeParse(given);
  if (error) {
    const faults = error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`);
    throw new Complaint(`The seed cannot begin; these variables do not fit: ${faults.join(", ")}.`);
  }
  return {
    apiUrl: env.API_URL ?? env.API_ORIGIN,
    rpcUrl: env.RPC_URL,
    deployment: readDeployment(env.DEPLOYMENTS_FILE),
    testAccountsFile: env.TEST_ACCOUNTS_FILE,
  };
}

/** The local token comes with a local deployment, and the stories pay in it. */
export function readDeployment(file: string): Deployment & { token: `0x${string}` } {
  return Deployed.parse(JSON.parse(readFileSync(file, "utf8")));
}
