/**
 * A guild on a Hardhat node of its own, where every run is the same to the last unit of gas: fixed accounts, fixed days,
 * a block every twelve seconds.
 */
import { network } from "hardhat";
import {
  type Abi,
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  type Hex,
  http,
  type LocalAccount,
  keccak256,
  parseEther,
  toHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { readArtifact } from "../../scripts/deploy/artifacts.ts";
import { type CourtParameters, deploy, localParameters } from "../../scripts/deploy.ts";
import { accountOf } from "../../scripts/local/world.ts";

export type Hall = Awaited<ReturnType<typeof openHall>>;

const BLOCK = 12n;
const RICH = parseEther("100");
/** Far from the present, so that no clock of this machine gets in. */
export const BIRTH = 1_900_000_000n;

const [DEPLOYER, CLIENT, DEVELOPER, STRANGER, FIRST_ARBITER] = [0, 1, 2, 3, 5];
export const ARBITERS = 12;

/** Somebody of whom the chain knows nothing. */
export const newcomer = (name: string) => privateKeyToAccount(keccak256(toHex(name)));

export async function openHall({ feeBps, court }: { feeBps: number; court?: Partial<CourtParameters> }) {
  const server = await network.createServer(
    { override: { initialDate: new Date(Number(BIRTH - 86_400n) * 1_000) } },
    "127.0.0.1",
    0,
  );
  const { address, port } = await server.listen();
  const transport = http(`http://${address}:${port}`);
  const chain = createPublicClient({ chain: hardhat, transport, pollingInterval: 20, cacheTime: 0 });
  const node = createTestClient({ chain: hardhat, mode: "hardhat", transport });
  const wallet = createWalletClient({ chain: hardhat, transport });
  const parameters = { ...localParameters, feeBps, court: { ...localParameters.court, ...court } };
  const deployment = await deploy({ rpcUrl: `http://${address}:${port}`, parameters });
  const other = await wallet.deployContract({
    ...readArtifact("mocks/HostileCourt.sol/HostileCourt"),
    account: accountOf(DEPLOYER),
  });
  const { contractAddress } = await chain.waitForTransactionReceipt({ hash: other });
  let now = BIRTH;

  type People = { client: LocalAccount; developer: LocalAccount; stranger: LocalAccount; arbiters: LocalAccount[] };
  const people: People = {
    client: accountOf(CLIENT),
    developer: accountOf(DEVELOPER),
    stranger: accountOf(STRANGER),
    arbiters: Array.from({ length: ARBITERS }, (_, i) => accountOf(FIRST_ARBITER + i)),
  };

  /** Mined at once, in a block of its own. */
  async function send(from: LocalAccount, to: Address, data: Hex, value = 0n) {
    await node.setNextBlockTimestamp({ timestamp: now });
    const hash = await wallet.sendTransaction({
      account: from,
      to,
      data,
      value,
      gas: 3_000_000n,
      maxFeePerGas: parseEther("0.000000100"),
      maxPriorityFeePerGas: 0n,
    });
    now += BLOCK;
    const receipt = await chain.getTransactionReceipt({ hash });
    if (receipt.status === "success") return receipt;
    // Asked again in the same state, the node says why.
    await chain.call({ account: from, to, data, value, blockNumber: receipt.blockNumber - 1n });
    throw new Error(`${data.slice(0, 10)} reverted when it was mined, and not before.`);
  }

  return {
    feeBps,
    parameters,
    deployment,
    /** A court that Reputation does not know. */
    otherCourt: contractAddress!,
    people,
    chain,
    node,
    /** The time of the next block. */
    now: () => now,
    wait: (seconds: bigint) => {
      now += seconds;
    },
    /** Sends what `functionName` of `abi` says, and answers how much gas it used. */
    async act(
      from: LocalAccount,
      to: Address,
      abi: Abi,
      functionName: string,
      args: readonly unknown[],
      value = 0n,
    ): Promise<number> {
      try {
        return Number((await send(from, to, encodeFunctionData({ abi, functionName, args }), value)).gasUsed);
      } catch (cause) {
        throw new Error(`${functionName} failed on the bench.`, { cause });
      }
    },
    async mine(blocks: number) {
      for (let i = 0; i < blocks; i++) {
        await node.setNextBlockTimestamp({ timestamp: now });
        await node.mine({ blocks: 1 });
        now += BLOCK;
      }
    },
    enrich: (who: LocalAccount) => node.setBalance({ address: who.address, value: RICH }),
    /** What `work` does to the chain is undone. */
    async aside<T>(work: () => Promise<T>): Promise<T> {
      const [id, then] = [await node.snapshot(), now];
      try {
        return await work();
      } finally {
        await node.revert({ id });
        now = then;
      }
    },
    close: () => server.close(),
  };
}
