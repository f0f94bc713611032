/**
 * Deploys Escrow, Court and Reputation. As a program, on a local chain:
 *   node scripts/deploy.ts --rpc-url http://127.0.0.1:8545 [--out .guildhall/deployments]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createPublicClient, createWalletClient, defineChain, type HDAccount, http, type PrivateKeyAccount } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import type { Deployment } from "../core/chain/deployments.ts";
import { root } from "./deploy/artifacts.ts";
import { createAll } from "./deploy/contracts.ts";
import { type DeployParameters, localParameters } from "./deploy/parameters.ts";

export { type CourtParameters, type DeployParameters, localParameters } from "./deploy/parameters.ts";
export type { Deployment };

/** The well-known accounts of Hardhat's node: worth nothing anywhere else. */
export const LOCAL_MNEMONIC = "test test test test test test test test test test test junk";
export const LOCAL_CHAIN = 31_337;

export type DeployOptions = {
  rpcUrl: string;
  /** Who deploys: an account, or the index of one of the local chain's; the first by default. */
  account?: PrivateKeyAccount | HDAccount | number;
  parameters?: Partial<DeployParameters>;
  /** Whether the Guild Dollar comes along. */
  withToken?: boolean;
};

/** Reads the compiled artifacts, so `npx hardhat compile` comes first. Needs no Hardhat at run time. */
export async function deploy({ rpcUrl, account = 0, parameters, withToken = true }: DeployOptions): Promise<Deployment> {
  const transport = http(rpcUrl);
  const chainId = await createPublicClient({ transport }).getChainId();
  if (chainId !== LOCAL_CHAIN) throw new Error(`Chain ${chainId} is not the local one (${LOCAL_CHAIN}): nothing was deployed.`);

  const viemChain = defineChain({
    id: chainId,
    name: "Local",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const signer = typeof account === "number" ? mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex: account }) : account;
  const chain = createPublicClient({ chain: viemChain, transport, pollingInterval: 50 });
  const wallet = createWalletClient({ chain: viemChain, transport, account: signer });
  return createAll({ chain, wallet, account: signer }, { ...localParameters, ...parameters }, withToken);
}

export function writeDeployment(deployment: Deployment, folder = join(root, ".guildhall/deployments")): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${deployment.chainId}.json`);
  writeFileSync(path, `${JSON.stringify(deployment, null, 2)}\n`);
  return path;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { "rpc-url": { type: "string" }, out: { type: "string" } } });
  if (!values["rpc-url"]) throw new Error("Say where: --rpc-url http://127.0.0.1:8545");
  const deployment = await deploy({ rpcUrl: values["rpc-url"] });
  console.log(deployment);
  console.log(`Written to ${writeDeployment(deployment, values.out)}.`);
}
