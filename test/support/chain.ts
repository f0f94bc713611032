/** A real Hardhat node for a test file: on a free port, forgotten when it stops, cheats allowed. */
import { join } from "node:path";
import { createPublicClient, createTestClient, createWalletClient, http, publicActions, walletActions } from "viem";
import { hardhat } from "viem/chains";
import { type Chain, startChain } from "../../scripts/local/chain.ts";
import type { Deployment } from "#core/chain/deployments.ts";
import { config } from "../../scripts/config.ts";
import { type DeployOptions, deploy } from "../../scripts/deploy.ts";
import { openScratch } from "../../scripts/local/scratch.ts";
import { accountOf } from "../../scripts/local/world.ts";

export const testAccount = accountOf;

export type TestChain = Chain & ReturnType<typeof clientsFor>;

export function clientsFor(rpcUrl: string) {
  // Every node of a test run is somebody else's chain 31337: nothing may be remembered between two of them.
  // And each question has a line of its own: a busy node closes an idle one just as it is used again.
  const transport = http(rpcUrl, { retryCount: 0, fetchOptions: { headers: { connection: "close" } } });
  const chain = { ...hardhat, rpcUrls: { default: { http: [rpcUrl] } } };
  const fast = { chain, transport, pollingInterval: 20, cacheTime: 0 } as const;
  return {
    reader: createPublicClient(fast),
    /** Signs here, as a wallet does, rather than in the node. */
    wallet: (index: number) => createWalletClient({ ...fast, account: testAccount(index) }),
    cheats: createTestClient({ ...fast, mode: "hardhat" })
      .extend(publicActions)
      .extend(walletActions),
  };
}

type Options = Partial<Parameters<typeof startChain>[0]>;

export async function aChain(options: Options = {}): Promise<TestChain> {
  // Noted as soon as it is spawned: a test that gives up while its node still starts leaves nothing running.
  const { folder, household, remove } = await openScratch("chain");
  const onSpawn = (pid: number | undefined) => household.add("chain", pid);
  const chain = await startChain({ port: 0, logFile: join(folder, "chain.log"), env: config.inherited, onSpawn, ...options });
  return { ...chain, stop: remove, ...clientsFor(chain.rpcUrl) };
}

/** The same with the contracts on it. */
export async function aDeployedChain(parameters?: DeployOptions["parameters"]): Promise<TestChain & { deployment: Deployment }> {
  const chain = await aChain();
  return { ...chain, deployment: await deploy({ rpcUrl: chain.rpcUrl, ...(parameters && { parameters }) }) };
}
