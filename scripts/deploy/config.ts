/** What a deployment takes from the environment. Only the local chain has a key and an address by default. */
import { getAddress, type Hex, isAddress, isAddressEqual, type LocalAccount } from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { Complaint } from "../local/complaint.ts";
import type { Chain } from "./chains.ts";
import { LOCAL_MNEMONIC } from "./local.ts";

const address = z
  .string()
  .refine((text) => isAddress(text), "is not an address, or its checksum is wrong")
  .transform((text) => getAddress(text))
  .optional();

const Environment = z.object({
  RPC_URL: z.url({ protocol: /^https?$/, message: "is not an http(s):// address" }).optional(),
  DEPLOYER_KEY: z
    .string()
    // The message names the variable and never what it holds.
    .regex(/^0x[0-9a-fA-F]{64}$/, "is not 0x and 64 hexadecimal digits")
    .optional(),
  GOVERNOR_ADDRESS: address,
  GUARDIAN_ADDRESS: address,
  TREASURY_ADDRESS: address,
  MAX_FEE_GWEI: z.coerce.number("is not a number").positive("is not above zero").optional(),
  ETHERSCAN_API_KEY: z.string().min(1).optional(),
  ETHERSCAN_API_URL: z.url({ message: "is not an address" }).optional(),
});

export type DeployConfig = {
  rpcUrl: string;
  account: LocalAccount;
  /** Undefined on the local chain: the deployer governs. */
  people?: { governor: Hex; guardian: Hex; treasury: Hex };
  maxFeeGwei?: number;
  explorer?: { apiKey: string; apiUrl?: string };
};

export function readConfig(chain: Chain, variables: NodeJS.ProcessEnv = process.env): DeployConfig {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const { data: env, error } = Environment.safeParse(given);
  if (error) {
    const faults = error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Complaint(`${faults.join("; ")}: nothing was deployed.`);
  }
  const maxFeeGwei = env.MAX_FEE_GWEI ?? chain.maxFeeGwei;
  const fees = maxFeeGwei === undefined ? {} : { maxFeeGwei };
  if (chain.isLocal) {
    const account = env.DEPLOYER_KEY ? privateKeyToAccount(env.DEPLOYER_KEY as Hex) : mnemonicToAccount(LOCAL_MNEMONIC);
    return { rpcUrl: env.RPC_URL ?? "http://127.0.0.1:8545", account, ...fees };
  }

  const { RPC_URL, DEPLOYER_KEY, GOVERNOR_ADDRESS: governor, GUARDIAN_ADDRESS: guardian } = env;
  if (!RPC_URL || !DEPLOYER_KEY || !governor || !guardian) {
    const needed = { RPC_URL, DEPLOYER_KEY, GOVERNOR_ADDRESS: governor, GUARDIAN_ADDRESS: guardian };
    const unset = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
    throw new Complaint(`Set ${unset.join(", ")}: on ${chain.name} none of them has a default (docs/runbooks/deploy.md).`);
  }
  const account = privateKeyToAccount(DEPLOYER_KEY as Hex);
  for (const [name, one] of Object.entries({ GOVERNOR_ADDRESS: governor, GUARDIAN_ADDRESS: guardian })) {
    if (isAddressEqual(one, account.address)) throw new Complaint(`${name} is the deployer itself, who must keep no power.`);
  }
  return {
    rpcUrl: RPC_URL,
    account,
    people: { governor, guardian, treasury: env.TREASURY_ADDRESS ?? governor },
    ...fees,
    ...(env.ETHERSCAN_API_KEY && {
      explorer: { apiKey: env.ETHERSCAN_API_KEY, ...(env.ETHERSCAN_API_URL && { apiUrl: env.ETHERSCAN_API_URL }) },
    }),
  };
}
