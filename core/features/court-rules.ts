/**
 * What the court's rules come to, as they stand in its contracts; for pages that say what a step would cost. Nothing here needs
 * the shapes of the API, so that a page can ask without loading what checks them.
 */
import type { CourtParameters } from "./chain.ts";
import type { CasePeriod, Side } from "./disputes.ts";

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
