import { type BilledRound, paidSoFar, returnsFor } from "#core/features/court-bill.ts";
import type { Case, Side } from "#core/features/disputes.ts";

/** A case's rounds as the bill is made from them; a next one may be thought of that one or both sides pay for. */
const roundsOf = ({ rounds, panel }: Pick<Case, "rounds" | "panel">): BilledRound[] =>
  rounds.map(({ round, state, paidByClient, paidByDeveloper }) => ({
    round,
    hasFailed: state === "Failed",
    paidByClient: paidByClient !== null,
    paidByDeveloper: paidByDeveloper !== null,
    votes:
      state === "Running"
        ? null
        : panel.filter((member) => member.round === round).flatMap(({ vote }) => (vote === null ? [] : [vote])),
  }));

export type Outcome = {
  developerBps: number;
  /** What Escrow pays of what is locked, before the fee. */
  fromEscrow: bigint;
  /** What the court gives back of all that this side has paid. */
  fromCourt: bigint;
};

/** What a side would have at the end, ruling by ruling, if it pays for the round that is on offer. */
export const outcomesFor = (dispute: Case, side: Side, bounty: bigint): { paid: bigint; outcomes: Outcome[] } => {
  const { appeal, developerBps } = dispute;
  const deposit = BigInt(dispute.deposit);
  const known = roundsOf(dispute);
  const pays = side === "client" ? { paidByClient: true } : { paidByDeveloper: true };
  const next: BilledRound = {
    round: appeal?.round ?? 0,
    hasFailed: false,
    paidByClient: false,
    paidByDeveloper: false,
    votes: null,
  };
  const rounds =
    appeal?.kind === "match"
      ? known.map((each) => (each.round === appeal.round ? { ...each, ...pays } : each))
      : [...known, { ...next, ...pays }];
  const bill = { deposit, bounty, rounds };
  const standing = developerBps ?? 5_000;
  const best = side === "developer" ? 10_000 : 0;
  const rulings = [...new Set([standing, Math.round((standing + best) / 2), best])];
  const total = BigInt(dispute.atStake);
  return {
    paid: paidSoFar(bill)[side],
    outcomes: rulings.map((bps) => {
      const toDeveloper = (total * BigInt(bps)) / 10_000n;
      return {
        developerBps: bps,
        fromEscrow: side === "developer" ? toDeveloper : total - toDeveloper,
        fromCourt: returnsFor(bill, bps)[side],
      };
    }),
  };
};

/** What a side has if it does nothing: the ruling stands, or the other side's round is heard without its money. */
export const withoutPaying = (dispute: Case, side: Side, bounty: bigint): Outcome => {
  const bps = dispute.developerBps ?? 5_000;
  const total = BigInt(dispute.atStake);
  const toDeveloper = (total * BigInt(bps)) / 10_000n;
  const bill = { deposit: BigInt(dispute.deposit), bounty, rounds: roundsOf(dispute) };
  return {
    developerBps: bps,
    fromEscrow: side === "developer" ? toDeveloper : total - toDeveloper,
    fromCourt: returnsFor(bill, bps)[side],
  };
};
