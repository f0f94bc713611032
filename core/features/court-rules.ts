/**
 * What the court's rules come to, as they stand in its contracts; for pages that say what a step would cost. Nothing here needs
 * the shapes of the API, so that a page can ask without loading what checks them.
 */
import type { CourtParameters } from "./chain.ts";
import type { CasePeriod, Side } from "./disputes.ts";

const BPS = 10_000n;
/** How far from the ruling a vote may be and still be paid. */
export const COHERENCE = 1_500;
export const LAST_ROUND = 3;
const FIRST_PANEL = 3;

/** A ruling becomes final by the clock alone, a second after the last one in which it could be appealed. */
export const periodAt = (each: { period: CasePeriod; appealBy: Date | null }, now: Date): CasePeriod =>
  each.period === "Appeal" && each.appealBy !== null && each.appealBy < now ? "Ruled" : each.period;

/** Each panel has twice as many arbiters as the one before, and one more. */
export const panelSize = (round: number): number => (FIRST_PANEL + 1) * 2 ** (round - 1) - 1;

/** Nobody sits twice in a case, and two of those who sit in the court may be its parties. */
export const ownersFor = (round: number): number =>
  Array.from({ length: round }, (_, before) => panelSize(before + 1)).reduce((sum, size) => sum + size, 2);

/** What a round costs: twice what the one before did. */
export const roundPrice = (deposit: bigint, round: number): bigint => deposit << BigInt(round - 1);

/** Small cases in the native coin take less time: the periods of a case of this size. */
export const laneOf = (
  { fast, standard, fastLimit }: Pick<CourtParameters, "fast" | "standard" | "fastLimit">,
  { token, atStake }: { token: string; atStake: string },
): CourtParameters["fast"] => (/^0x0{40}$/.test(token) && BigInt(atStake) <= BigInt(fastLimit) ? fast : standard);

/** A ruling that gives a side everything leaves it nothing to appeal. */
export const sidesThatLost = (developerBps: number): Side[] => [
  ...(developerBps > 0 ? (["client"] as const) : []),
  ...(developerBps < 10_000 ? (["developer"] as const) : []),
];

export const isCoherent = (vote: number, ruling: number): boolean => Math.abs(vote - ruling) <= COHERENCE;

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
