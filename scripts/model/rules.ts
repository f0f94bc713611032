/** The court's numbers as the model uses them. */
import type { CourtParameters } from "../deploy/parameters.ts";

const BPS = 10_000n;

export const PANELS = [3, 7, 15] as const;
/** A vote this near to the final ruling is coherent with it. */
export const COHERENCE = 1_500;
/** What a round costs, as a multiple of the one before. */
export const APPEAL_FACTOR = 2n;

export type Rules = {
  seatStake: bigint;
  /** What a seat loses for no commitment, and for a commitment without a reveal. */
  silent: bigint;
  sealed: bigint;
  /** What it loses for a vote far from the final ruling, in a case with the highest deposit. */
  incoherent: bigint;
  drawBounty: bigint;
  minDeposit: bigint;
  maxDeposit: bigint;
  depositBps: bigint;
};

export const rulesOf = (court: CourtParameters): Rules => ({
  seatStake: court.seatStake,
  silent: (court.seatStake * court.silenceBps) / BPS,
  sealed: court.seatStake,
  incoherent: (court.seatStake * court.incoherenceBps) / BPS,
  drawBounty: court.drawBounty,
  minDeposit: court.minDeposit,
  maxDeposit: court.maxDeposit,
  depositBps: court.depositBps,
});

/** The rules of a court that takes nothing from anybody: the control that the model must find wanting. */
export const withoutSlashing = (rules: Rules): Rules => ({ ...rules, silent: 0n, sealed: 0n, incoherent: 0n });

export function depositFor({ minDeposit, maxDeposit, depositBps }: Rules, atStake: bigint): bigint {
  const share = (atStake * depositBps) / BPS;
  if (share <= minDeposit) return minDeposit;
  return share >= maxDeposit ? maxDeposit : share;
}

/** A small case does not cost an arbiter that misread it what a large one does: in proportion to the deposit. */
export const incoherentIn = (rules: Rules, deposit: bigint): bigint => (rules.incoherent * deposit) / rules.maxDeposit;

/** What the panel of this round shares, before what is slashed. */
export const potOf = (rules: Rules, deposit: bigint, round: number): bigint =>
  deposit * APPEAL_FACTOR ** BigInt(round) - rules.drawBounty;
