/** Three mock contracts that say what a test tells them to, with our ABIs: a chain's worth of events without its rules. */
import {
  type Abi,
  type AbiEvent,
  type Address,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionData,
  type Hex,
} from "viem";
import type { Contract } from "../../indexer/events.ts";
import type { Deployment } from "../../indexer/deployment.ts";
import { readArtifact } from "../../scripts/deploy/artifacts.ts";
import { abis } from "./abis.ts";
import { aChain, testAccount, type TestChain } from "./chain.ts";
import { atTheEnd } from "./hooks.ts";
import type { Said } from "./story.ts";

export type Emitter = {
  deployment: Deployment;
  /** One block that holds one transaction for each of `sayings`; an empty one is a transaction without a word. */
  mine(...sayings: Said[][]): Promise<void>;
};

let shared: Promise<TestChain> | undefined;

/** One node for all files that only need something said on it: each brings contracts of its own. Never stop it. */
export function aSharedChain(): Promise<TestChain> {
  shared ??= aChain().then((chain) => {
    atTheEnd(() => chain.stop());
    return chain;
  });
  return shared;
}

type Log = { topics: [Hex, ...Hex[]]; data: Hex };

export function encodeEvent({ contract, name, args }: Said): Log {
  const abi = abis[contract] as Abi;
  const event = abi.find((item): item is AbiEvent => item.type === "event" && item.name === name);
  if (!event) throw new Error(`${contract} has no event ${name}.`);
  const topics = encodeEventTopics({ abi, eventName: name, args }) as [Hex, ...Hex[]];
  const inputs = event.inputs.filter((input) => !input.indexed);
  return {
    topics,
    data: encodeAbiParameters(
      inputs,
      inputs.map((input) => args[input.name ?? ""]),
    ),
  };
}

export async function anEmitter(chain: TestChain): Promise<Emitter> {
  const { abi, bytecode } = readArtifact("mocks/EventEmitter.sol/EventEmitter");
  const from = testAccount(0).address;
  const send = (to: Address | undefined, data: Hex): Promise<Hex> =>
    chain.cheats.request({
      method: "eth_sendTransaction",
      params: [{ from, ...(to && { to }), data, gas: "0x1c9c380" }],
    } as never);

  const create = async () => {
    const hash = await send(undefined, bytecode);
    const receipt = await chain.reader.waitForTransactionReceipt({ hash });
    return { address: receipt.contractAddress?.toLowerCase() as Address, block: Number(receipt.blockNumber) };
  };
  const escrow = await create();
  const court = await create();
  const reputation = await create();
  const genesis = await chain.reader.getBlock({ blockNumber: 0n });
  const deployment = {
    chainId: 31_337,
    escrow: escrow.address,
    court: court.address,
    reputation: reputation.address,
    block: escrow.block,
    genesisHash: genesis.hash,
  } as unknown as Deployment;
  const addresses: Record<Contract, Address> = { escrow: escrow.address, court: court.address, reputation: reputation.address };

  const say = async (saying: Said[]): Promise<void> => {
    const contract = saying[0]?.contract ?? "escrow";
    await send(addresses[contract], encodeFunctionData({ abi, functionName: "emitLogs", args: [saying.map(encodeEvent)] }));
  };
  return {
    deployment,
    mine: async (...sayings) => {
      if (sayings.length === 1) return say(sayings[0] ?? []);
      await chain.cheats.setAutomine(false);
      for (const saying of sayings) await say(saying);
      await chain.cheats.request({ method: "evm_mine", params: [] } as never);
      await chain.cheats.setAutomine(true);
    },
  };
}
