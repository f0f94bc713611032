/** What the scenes share: who plays, what each should own, what the milestones should be, and how a step is told. */
import type { Address, Hex, TransactionReceipt } from "viem";
import { setTimeout as sleep } from "node:timers/promises";
import { courtAbi, escrowAbi, reputationAbi } from "#core/chain/abi.ts";
import { milestoneStates, type Terms } from "#core/chain/terms.ts";
import type { MilestoneState } from "#core/features/agreements.ts";
import { type Actor, actorIn } from "../lib/actor.ts";
import type { Hall } from "../lib/hall.ts";
import { insist, Wrong } from "./insist.ts";
import { type Balance, type Changes, openPurses } from "./purses.ts";

export type Step = {
  number: number;
  title: string;
  words: string[];
  transactions: { what: string; hash: Hex; gas: bigint; by: string; isAgain: boolean }[];
  balances: Balance[];
};

/** `isAgain`: one of a kind that the same step told already. */
export type Sent = { what: string; by: string; receipt: TransactionReceipt; isAgain?: boolean };

/** One milestone as it should be by the rules. */
export type Lane = { amount: bigint; state: MilestoneState; locked: bigint; toDeveloper: bigint; toClient: bigint; fee: bigint };

export type Cast = { client: Actor; developer: Actor; neighbour: Actor; arbiters: readonly Actor[] };
export type Stage = Awaited<ReturnType<typeof openStage>>;
export type Agreed = { id: Hex; terms: Terms; lanes: Lane[] };

export const CLIENT = "Inés";
export const DEVELOPER = "Kofi";
export const NEIGHBOUR = "Neighbour";
export const ESCROW = "Escrow";
export const COURT = "Court";
export const TREASURY = "Treasury";
export const arbiterName = (place: number): string => `Arbiter ${place + 1}`;

type Options = {
  hall: Hall;
  /** On somebody's open stack others move money too, so only the cast's own purses are looked at. */
  isAlone: boolean;
  onStep: (step: Step) => void | Promise<void>;
  /** How long the mirror may take to see a step, in milliseconds. */
  patience: number;
};

export async function openStage({ hall, isAlone, onStep, patience }: Options) {
  const { chain, deployment, api } = hall;
  const court = { address: deployment.court, abi: courtAbi } as const;
  const escrow = { address: deployment.escrow, abi: escrowAbi } as const;
  const reputation = { address: deployment.reputation, abi: reputationAbi } as const;
  // Accounts that nobody of the seeded world has.
  const cast: Cast = {
    client: actorIn(hall, 30),
    developer: actorIn(hall, 31),
    neighbour: actorIn(hall, 32),
    arbiters: isAlone ? Array.from({ length: 9 }, (_, place) => actorIn(hall, place + 1)) : [],
  };

  const treasury = await chain.readContract({ ...escrow, functionName: "treasury" });
  const owners: Record<string, Address> = {
    [CLIENT]: cast.client.address,
    [DEVELOPER]: cast.developer.address,
    [NEIGHBOUR]: cast.neighbour.address,
    ...(isAlone && { [ESCROW]: deployment.escrow, [COURT]: deployment.court, [TREASURY]: treasury }),
    ...Object.fromEntries(cast.arbiters.map(({ address }, place) => [arbiterName(place), address])),
  };
  const purses = await openPurses(hall, owners);
  const [feeBps] = await chain.readContract({ ...escrow, functionName: "policy" });
  const parameters = await chain.readContract({ ...court, functionName: "parameters" });
  const coin: Address = "0x0000000000000000000000000000000000000000";
  const coinRate = await chain.readContract({ ...reputation, functionName: "rateOf", args: [coin] });

  // The demo may have been here before.
  const before = await chain.readContract({ ...reputation, functionName: "standingOf", args: [cast.developer.address] });

  const gas: Step["transactions"] = [];
  let number = 0;
  let agreed: Agreed | undefined;

  const until = async (what: string, isTrue: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + patience; !(await isTrue()); await sleep(25)) {
      if (Date.now() > end) throw new Wrong(`${what} did not happen within ${patience / 1000} s. Is the indexer running?`);
    }
  };

  /** A step is over when the purses are right, the mirror has seen it, and the mirror says what the chain says. */
  async function tell(title: string, words: string[], sent: readonly Sent[] = [], changes: Changes = {}): Promise<void> {
    const fees = sent.map(({ by, receipt }) => ({ by, cost: receipt.gasUsed * receipt.effectiveGasPrice }));
    const balances = await purses.settle(changes, fees);
    const transactions = sent.map(({ what, by, receipt, isAgain = false }) => ({
      what,
      by,
      isAgain,
      hash: receipt.transactionHash,
      gas: receipt.gasUsed,
    }));
    gas.push(...transactions);
    for (const { what, receipt } of sent) {
      // A transaction without an event (an arbiter whose share is nothing claims it, to free the seat) is nothing to see.
      if (receipt.logs.length === 0) continue;
      await until(
        `The mirror seeing "${what}"`,
        async () => (await api.chain.transaction({ hash: receipt.transactionHash })).seen,
      );
    }
    if (agreed) await compare(agreed);
    number += 1;
    await onStep({ number, title, words, transactions, balances });
  }

  /** By the rules, on the chain and in the mirror: three times the same milestone. */
  async function compare({ id, lanes }: Agreed): Promise<void> {
    const { plan } = await cast.client.api.agreements.get({ id });
    for (const [index, lane] of lanes.entries()) {
      const [state, , , released] = await chain.readContract({ ...escrow, functionName: "laneOf", args: [id, BigInt(index)] });
      insist(`Milestone ${index + 1} on chain`, milestoneStates[state], lane.state);
      if (lane.state === "Funded" || lane.state === "Submitted")
        insist(`What was released of milestone ${index + 1} in parts`, released, 0n);
      const mirrored = plan[index];
      insist(
        `Milestone ${index + 1} in the mirror`,
        mirrored && [mirrored.state, mirrored.locked, mirrored.toDeveloper, mirrored.toClient, mirrored.fee],
        [lane.state, ...[lane.locked, lane.toDeveloper, lane.toClient, lane.fee].map(String)],
      );
    }
    if (!isAlone) return;
    const locked = lanes.reduce((sum, lane) => sum + lane.locked, 0n);
    const fees = await chain.readContract({ ...escrow, functionName: "feesOf", args: [coin] });
    insist("What Escrow holds, in wei", await chain.getBalance({ address: deployment.escrow }), locked + fees);
  }

  return {
    hall,
    cast,
    purses,
    court,
    escrow,
    reputation,
    coin,
    coinRate,
    before,
    feeBps,
    parameters,
    tell,
    until,
    gas,
    begin: (agreement: Agreed) => {
      agreed = agreement;
    },
    /** The labelled button of the local chain. */
    advance: async (seconds: number) => {
      await cast.client.api.chain.advance({ seconds: Math.max(1, Math.ceil(seconds)) });
    },
    now: async () => Date.parse((await api.chain.status()).now),
  };
}

export const lane = ({ lanes }: Agreed, index: number): Lane => {
  const found = lanes[index];
  if (found === undefined) throw new Error(`There is no milestone ${index}.`);
  return found;
};
