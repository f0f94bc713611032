/**
 * Deploys Escrow, Court and Reputation by Hardhat Ignition.
 *   npm run deploy -- --network local|sepolia|mainnet [--yes] [--out FOLDER]
 */
import { createPublicClient, createWalletClient, defineChain, type HDAccount, http, type PrivateKeyAccount } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import type { Deployment } from "../core/chain/deployments.ts";
import { command } from "./deploy/command.ts";
import { createAll } from "./deploy/contracts.ts";
import { LOCAL_CHAIN, LOCAL_MNEMONIC } from "./deploy/local.ts";
import { type DeployParameters, localParameters } from "./deploy/parameters.ts";
import { releaseOf } from "./deploy/release.ts";

export { type CourtParameters, type DeployParameters, localParameters } from "./deploy/parameters.ts";
export type { Deployment };

export { writeDeployment } from "./deploy/record.ts";
export { LOCAL_CHAIN, LOCAL_MNEMONIC } from "./deploy/local.ts";

export type DeployOptions = {
  rpcUrl: string;
  /** Who deploys: an account, or the index of one of the local chain's; the first by default. */
  account?: PrivateKeyAccount | HDAccount | number;
  parameters?: Partial<DeployParameters>;
  /** Whether the Guild Dollar comes along. */
  withToken?: boolean;
};

/** On a local chain. Reads the compiled artifacts, so `npx hardhat compile` comes first. Needs no Hardhat at run time. */
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
  const chain = createPublicClient({ chain: viemChain, transport, pollingInterval: 20 });
  const wallet = createWalletClient({ chain: viemChain, transport, account: signer });
  const release = releaseOf(signer.address, { ...localParameters, ...parameters }, withToken);
  return createAll({ chain, wallet, account: signer, bringsFactory: true, confirmations: 1, every: 10 }, release);
}

if (import.meta.main) await command(process.argv.slice(2));
