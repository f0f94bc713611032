/** What the rounds of a case cost its parties, as the court's contracts share it out. */
import { isCoherent, roundPrice } from "./court-rules.ts";
import type { Side } from "./disputes.ts";

const BPS = 10_000n;

/** A round as its bill is made: who paid for it, and how its panel voted. `votes` is null while nobody knows. */
export type BilledRound = {
  round: number;
  hasFailed: boolean;
  paidByClient: boolean;
  paidByDeveloper: boolean;
  votes: readonly number[] | null;
};

type Bill = { deposit: bigint; bounty: bigint; rounds: readonly BilledRound[] };
type Sides = Record<Side, bigint>;

/** What each party has paid to the court so far. */
export const paidSoFar = ({ deposit, rounds }: Pick<Bill, "deposit" | "rounds">): Sides => {
  const paid = (by: "paidByClient" | "paidByDeveloper") =>
    rounds.filter((each) => each[by]).reduce((sum, { round }) => sum + roundPrice(deposit, round), deposit);
  return { client: paid("paidByClient"), developer: paid("paidByDeveloper") };
};

/**
 * What comes back to each side if this is the ruling. A round costs what was paid for it last, one without a quorum
 * nothing, and one in which nobody was right only the bounty of its draw. Each side bears that in proportion to what it
 * lost; who owes more than it paid gets nothing back, and the other bears the rest. Stakes that fall to the parties because
 * nobody was right anywhere are not foretold.
 */
export const returnsFor = (bill: Bill, developerBps: number): Sides => {
  let price = bill.deposit;
  let cost = 0n;
  for (const { round, hasFailed, paidByClient, paidByDeveloper, votes } of bill.rounds) {
    if (paidByClient || paidByDeveloper) price = roundPrice(bill.deposit, round);
    if (hasFailed) continue;
    const isPaid = votes === null || votes.some((vote) => isCoherent(vote, developerBps));
    cost += isPaid ? price : bill.bounty;
  }
  const paid = paidSoFar(bill);
  let byClient = (cost * BigInt(developerBps)) / BPS;
  if (byClient > paid.client) byClient = paid.client;
  if (cost - byClient > paid.developer) byClient = cost - paid.developer;
  return { client: paid.client - byClient, developer: paid.developer - (cost - byClient) };
};
