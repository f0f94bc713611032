/** Who may sit on the bench. The truth of a case is the developer's share that the evidence supports. */
import type { Strategy } from "./lot.ts";
import type { Random } from "./random.ts";

const BPS = 10_000;
const within = (vote: number) => Math.round(Math.min(BPS, Math.max(0, vote)));

/** How well people read: who reads at all is near the truth, save when it misunderstands, which is anywhere. */
export const READING = { misread: 0.08, spread: 600 };

/** Reads, and says what it found. */
export const honest: Strategy = (truth, random) =>
  random.chance(READING.misread) ? random.whole(0, BPS) : within(random.near(truth, READING.spread));

/** Reads without ever erring: for questions that are about the others. */
export const exact: Strategy = (truth) => truth;

/** Never commits. */
export const lazy: Strategy = () => "silent";
/** Commits to anything, reveals it, and reads nothing. */
export const lazyRandom: Strategy = (_, random) => random.whole(0, BPS);
/** An even split, whatever the case is. */
export const even: Strategy = () => BPS / 2;
/** Bets on how most cases end. */
export const habit: Strategy = () => BPS;
/** All to the side that is wrong. */
export const bribed: Strategy = (truth) => (truth * 2 > BPS ? 0 : BPS);
/** Sends the commitment of somebody else, which binds that one's seat and so can never be revealed from its own. */
export const copycat: Strategy = () => "sealed";
/** Commits, and then thinks better of it. */
export const sealed: Strategy = () => "sealed";

export const strategies = { honest, lazy, lazyRandom, even, habit, bribed, copycat, sealed };
export type StrategyName = keyof typeof strategies;

/** What cases are about: mostly one side is plainly right, the developer somewhat more often. */
export function aTruth(random: Random): number {
  if (random.chance(0.4)) return BPS;
  return random.chance(0.5) ? 0 : random.whole(2_000, 8_000);
}
