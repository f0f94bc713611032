/** What the contracts can say, typed from their ABIs. Addresses and digests are lower case. */
import type { Address, ContractEventArgsFromTopics, ContractEventName, Hex } from "viem";
import type { courtAbi, escrowAbi, reputationAbi } from "#core/chain/abi.ts";

export type Abis = { escrow: typeof escrowAbi; court: typeof courtAbi; reputation: typeof reputationAbi };
export type Contract = keyof Abis;
export type Addresses = Record<Contract, Address>;

/** Where a log stands on chain. `at` is its block's time in unix seconds. */
export type Point = {
  chainId: number;
  block: number;
  blockHash: Hex;
  txHash: Hex;
  logIndex: number;
  at: bigint;
};

type EventsOf<C extends Contract> = {
  [Name in ContractEventName<Abis[C]>]: {
    contract: C;
    name: Name;
    args: ContractEventArgsFromTopics<Abis[C], Name>;
  };
}[ContractEventName<Abis[C]>];

export type EscrowEvent = EventsOf<"escrow"> & Point;
export type CourtEvent = EventsOf<"court"> & Point;
export type ReputationEvent = EventsOf<"reputation"> & Point;
export type ChainEvent = EscrowEvent | CourtEvent | ReputationEvent;
