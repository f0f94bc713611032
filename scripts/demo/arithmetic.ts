/** What every number should be, worked out from the written rules and from nothing that a contract answered. */

const BPS = 10_000n;

export const feeOf = (amount: bigint, feeBps: bigint): bigint => (amount * feeBps) / BPS;

/** The developer's share rounds down, the fee comes out of it, and the client has the rest: no unit is lost. */
export function splitOf(locked: bigint, developerBps: bigint, feeBps: bigint) {
  const share = (locked * developerBps) / BPS;
  const fee = feeOf(share, feeBps);
  return { toDeveloper: share - fee, toClient: locked - share, fee };
}

/** Of two middle votes their mean, rounded towards the client. */
export function medianOf(votes: readonly bigint[]): bigint {
  const sorted = [...votes].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const middle = (place: number) => sorted[place] ?? 0n;
  return (middle((sorted.length - 1) >> 1) + middle(sorted.length >> 1)) / 2n;
}

/** A share of what is at stake, in whole steps of 10^12 wei, within the court's bounds. */
export function depositOf(atStake: bigint, court: { depositBps: bigint; minDeposit: bigint; maxDeposit: bigint }): bigint {
  const share = (atStake * court.depositBps) / BPS;
  if (share <= court.minDeposit) return court.minDeposit;
  return share >= court.maxDeposit ? court.maxDeposit : share - (share % 10n ** 12n);
}

/** How far from the ruling a vote may be and still be paid. */
const COHERENCE = 1_500n;

type Prices = { drawBounty: bigint; seatStake: bigint; incoherenceBps: bigint; maxDeposit: bigint };

/**
 * Both sides paid `deposit`. One of them is the price of the panel, borne by each in proportion to what it lost; the
 * other returns. Whoever draws has the bounty. The arbiters near the ruling share the rest and what each far vote costs its
 * seat, the first of them takes what does not divide; a far one has what is left of its stake. Here the client claimed and
 * everybody revealed.
 */
export function costsOf({ deposit, votes, court }: { deposit: bigint; votes: readonly bigint[]; court: Prices }) {
  const ruling = medianOf(votes);
  const byClient = (deposit * ruling) / BPS;
  const near = votes.map((vote) => (vote > ruling ? vote - ruling : ruling - vote) <= COHERENCE);
  const far = near.flatMap((isNear, place) => (isNear ? [] : [place]));
  const penalty = (court.seatStake * court.incoherenceBps * deposit) / (BPS * court.maxDeposit);
  const paid = BigInt(near.length - far.length);
  const pot = deposit - court.drawBounty + BigInt(far.length) * penalty;
  const share = pot / paid;
  const first = near.indexOf(true);
  const rewards = near.map((isPaid, place) => {
    if (!isPaid) return court.seatStake - penalty;
    return place === first ? pot - share * (paid - 1n) : share;
  });
  return { ruling, toClient: deposit - byClient, toDeveloper: deposit - (deposit - byClient), rewards, far, penalty };
}

/** Points of experience for a fee; the rate is for 10^18 of the token's smallest unit. */
export const pointsOf = (fee: bigint, rate: bigint): bigint => (fee * rate) / 10n ** 18n;
