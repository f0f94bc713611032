/** What the contracts can say, typed from their ABIs. Addresses and digests are lower case. */
import type { Address, ContractEventArgsFromTopics, ContractEventName, Hex } from "viem";
import { courtAbi, escrowAbi, reputationAbi } from "#core/chain/abi.ts";

export const abis = { escrow: escrowAbi, court: courtAbi, reputation: reputationAbi } as const;
export type Contract = keyof typeof abis;
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
  [Name in ContractEventName<(typeof abis)[C]>]: {
    contract: C;
    name: Name;
    args: ContractEventArgsFromTopics<(typeof abis)[C], Name>;
  };
}[ContractEventName<(typeof abis)[C]>];

export type EscrowEvent = EventsOf<"escrow"> & Point;
export type CourtEvent = EventsOf<"court"> & Point;
export type ReputationEvent = EventsOf<"reputation"> & Point;
export type ChainEvent = EscrowEvent | CourtEvent | ReputationEvent;
