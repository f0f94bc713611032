/**
 * What a ruled case means in money, in plain words: who of the panels is paid, who loses what, what returns to the parties. Written
 * from docs/economics.md and the interface; it shares no line with the contracts, so that one can be held against the other.
 */
import type { Party } from "./payouts.ts";

/** How an arbiter's place in a panel ended. `empty`: whoever sat there was silent or exposed, and nobody took the place. */
export type Fate = { kind: "voted"; bps: bigint } | { kind: "unrevealed" } | { kind: "empty" };

/** @property lost How many seats of this round were silent or exposed: each leaves a quarter of its stake to the round. */
export type Round = { isDrawn: boolean; places: Fate[]; lost: number; paidBy: Record<Party, boolean> };

export type Hearing = {
  deposit: bigint;
  byDeveloper: boolean;
  isAnswered: boolean;
  isSettled: boolean;
  /** All that began, the first one with the answer. */
  rounds: Round[];
};

export type CourtPrices = {
  seatStake: bigint;
  minDeposit: bigint;
  maxDeposit: bigint;
  depositBps: bigint;
  drawBounty: bigint;
  silenceBps: bigint;
  incoherenceBps: bigint;
};

const ALL = 10_000n;
const EVEN = 5_000n;
/** Deposits are kept in units of this much. */
const DEPOSIT_UNIT = 10n ** 12n;

const ascending = (votes: readonly bigint[]) => [...votes].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

export type CourtRules = {
  /** Never of no votes. */
  median: (votes: readonly bigint[]) => bigint;
  /** How far a vote may be from the ruling. */
  coherence: bigint;
  /** What a far vote loses. */
  farOff: (prices: CourtPrices, deposit: bigint) => bigint;
  /** What the first and each of the others get of a pot. */
  parts: (pot: bigint, heads: bigint) => { first: bigint; other: bigint };
  /** The client's part of what the court cost. Prices are multiples of what a share divides by: nothing is rounded. */
  clientBears: (cost: bigint, developerBps: bigint) => bigint;
  /** Whether the silent pay what the next panel costs more than the parties paid. */
  silentPayNext: boolean;
  /** Whether a winner that paid for an appeal alone is repaid out of the loser's deposit first. */
  repaysWinner: boolean;
  /** Whether a round in which nobody was right costs its price. */
  wrongPanelCosts: boolean;
  /** Whether stakes lost where nobody was right go to the round that rules. */
  orphansFollowTheRuling: boolean;
};

const theMean = (votes: readonly bigint[]): [bigint, bigint] => {
  const sorted = ascending(votes);
  return [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.floor(sorted.length / 2)]!];
};

export const courtRules: CourtRules = {
  // Of two middle votes their mean, towards the client.
  median: (votes) => {
    const [low, high] = theMean(votes);
    return (low + high) / 2n;
  },
  coherence: 1_500n,
  farOff: ({ seatStake, incoherenceBps, maxDeposit }, deposit) => (seatStake * incoherenceBps * deposit) / (ALL * maxDeposit),
  parts: (pot, heads) => ({ first: pot - (pot / heads) * (heads - 1n), other: pot / heads }),
  clientBears: (cost, developerBps) => (cost * developerBps) / ALL,
  silentPayNext: true,
  repaysWinner: true,
  wrongPanelCosts: false,
  orphansFollowTheRuling: true,
};

/** Each is a rule that somebody could have written. */
export const courtSlips: Record<string, CourtRules> = {
  "a mean that rounds towards the developer": {
    ...courtRules,
    median: (votes) => {
      const [low, high] = theMean(votes);
      return (low + high + 1n) / 2n;
    },
  },
  "the mean of all votes for their median": {
    ...courtRules,
    median: (votes) => votes.reduce((sum, vote) => sum + vote, 0n) / BigInt(votes.length),
  },
  "a vote that must be a point nearer": { ...courtRules, coherence: 1_499n },
  "a far vote that costs the same in every case": {
    ...courtRules,
    farOff: ({ seatStake, incoherenceBps }) => (seatStake * incoherenceBps) / ALL,
  },
  "a remainder that is burnt": { ...courtRules, parts: (pot, heads) => ({ first: pot / heads, other: pot / heads }) },
  "a cost that both bear alike, whatever was ruled": { ...courtRules, clientBears: (cost) => cost / 2n },
  "a larger panel that the parties pay for": { ...courtRules, silentPayNext: false },
  "a winner who is not repaid": { ...courtRules, repaysWinner: false },
  "a price for a round in which nobody was right": { ...courtRules, wrongPanelCosts: true },
  "stakes of the wrong that fall to the parties": { ...courtRules, orphansFollowTheRuling: false },
};

/** What a party pays first, for so much at stake in the native coin; `undefined` is a token, which has no price here. */
export function depositOf(p: CourtPrices, atStake: bigint | undefined): bigint {
  if (atStake === undefined) return p.maxDeposit;
  const share = (atStake * p.depositBps) / ALL;
  if (share <= p.minDeposit) return p.minDeposit;
  return share >= p.maxDeposit ? p.maxDeposit : share - (share % DEPOSIT_UNIT);
}

export const silencePenalty = ({ seatStake, silenceBps }: CourtPrices): bigint => (seatStake * silenceBps) / ALL;

const votesOf = ({ places }: Round) => places.flatMap((fate) => (fate.kind === "voted" ? [fate.bps] : []));

/** More than half of the places. */
const isQuorum = (round: Round) => votesOf(round).length * 2 > round.places.length;

export type Reason = "median" | "unanswered" | "no quorum" | "settled";

/** What stands: the median of the last round with a quorum, else an even split. */
export function standingOf(hearing: Hearing, rules: CourtRules = courtRules): { reason: Reason; developerBps: bigint } {
  if (hearing.isSettled) return { reason: "settled", developerBps: EVEN };
  if (!hearing.isAnswered) return { reason: "unanswered", developerBps: hearing.byDeveloper ? ALL : 0n };
  const last = hearing.rounds.findLast((round) => round.isDrawn && isQuorum(round));
  return last ? { reason: "median", developerBps: rules.median(votesOf(last)) } : { reason: "no quorum", developerBps: EVEN };
}

export type Sums = {
  reason: Reason;
  developerBps: bigint;
  /** By round and place: what an arbiter gets, or loses of its stake as far as the ruling decides it. */
  arbiters: { reward: bigint; loss: bigint }[][];
  returns: Record<Party, bigint>;
};

export function sumsOf(hearing: Hearing, p: CourtPrices, rules: CourtRules): Sums {
  const { reason, developerBps } = standingOf(hearing, rules);
  const hasMedian = reason === "median";
  const distance = (bps: bigint) => (bps > developerBps ? bps - developerBps : developerBps - bps);
  const isRight = (fate: Fate) => fate.kind === "voted" && (!hasMedian || distance(fate.bps) <= rules.coherence);
  const isWrong = (fate: Fate) => fate.kind === "voted" && !isRight(fate);
  const farOff = rules.farOff(p, hearing.deposit);

  // What each round took from stakes, and what it is given.
  const pots = hearing.rounds.map(({ places, lost }) => {
    const unrevealed = places.filter(({ kind }) => kind === "unrevealed").length;
    const wrong = places.filter(isWrong).length;
    return BigInt(lost) * silencePenalty(p) + BigInt(unrevealed) * p.seatStake + BigInt(wrong) * farOff;
  });
  let cost = 0n;
  let paidFor = hearing.deposit;
  for (const [i, round] of hearing.rounds.entries()) {
    const price = hearing.deposit * 2n ** BigInt(i);
    if (round.paidBy.client || round.paidBy.developer) paidFor = price;
    if (!round.isDrawn) continue;
    const isRunningWhenSettled = hearing.isSettled && i === hearing.rounds.length - 1;
    if (!isQuorum(round) && !isRunningWhenSettled) {
      // Costs the parties nothing: its silence pays for its draw.
      pots[i]! -= p.drawBounty;
    } else if (!round.places.some(isRight)) {
      cost += rules.wrongPanelCosts ? paidFor : p.drawBounty;
    } else {
      pots[i]! += price - p.drawBounty;
      cost += rules.silentPayNext ? paidFor : price;
      if (rules.silentPayNext && paidFor < price) pots[i - 1]! -= price - paidFor;
    }
  }

  // Where nobody was right, what was taken goes to the round whose ruling stands, else to the parties by halves.
  const ruling = hearing.rounds.findLastIndex((round) => hasMedian && round.isDrawn && isQuorum(round));
  const hasHeirs = ruling >= 0 && hearing.rounds[ruling]!.places.some(isRight) && rules.orphansFollowTheRuling;
  let orphaned = 0n;
  for (const [i, { places }] of hearing.rounds.entries()) {
    if (places.some(isRight)) continue;
    orphaned += pots[i]!;
    pots[i] = 0n;
  }
  if (hasHeirs) pots[ruling]! += orphaned;
  const halves = hasHeirs ? { client: 0n, developer: 0n } : { client: orphaned / 2n, developer: orphaned - orphaned / 2n };

  const arbiters = hearing.rounds.map(({ places }, i) => {
    const heads = BigInt(places.filter(isRight).length);
    const { first, other } = heads > 0n ? rules.parts(pots[i]!, heads) : { first: 0n, other: 0n };
    const firstPlace = places.findIndex(isRight);
    return places.map((fate, place) => ({
      reward: isRight(fate) ? (place === firstPlace ? first : other) : 0n,
      loss: isWrong(fate) ? farOff : 0n,
    }));
  });

  // Each bears what it lost of the milestone; who owes more than it paid gets nothing back, and the other bears the rest.
  const paid = (party: Party) => {
    const isOpener = (party === "developer") === hearing.byDeveloper;
    const first = isOpener || hearing.isAnswered ? hearing.deposit : 0n;
    return hearing.rounds.reduce((sum, { paidBy }, i) => sum + (paidBy[party] ? hearing.deposit * 2n ** BigInt(i) : 0n), first);
  };
  const least = (a: bigint, b: bigint) => (a < b ? a : b);
  const due = rules.clientBears(cost, developerBps);
  const [client, developer] = [paid("client"), paid("developer")];
  let byClient = least(due, client);
  let byDeveloper = least(cost - due, developer);
  const missing = cost - byClient - byDeveloper;
  if (rules.repaysWinner && byClient < due) byDeveloper += missing;
  else if (rules.repaysWinner) byClient += missing;
  return {
    reason,
    developerBps,
    arbiters,
    returns: { client: client - byClient + halves.client, developer: developer - byDeveloper + halves.developer },
  };
}
