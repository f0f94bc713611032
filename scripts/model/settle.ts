/** What a ruled case is worth to each arbiter, in wei: its share of the pot, or what it lost. As contracts/libraries/Verdict.sol. */
import { rulingOf, type Sitting, votesOf } from "./lot.ts";
import { APPEAL_FACTOR, COHERENCE, incoherentIn, potOf, type Rules } from "./rules.ts";

export const isCoherent = (vote: number, final: number): boolean => Math.abs(vote - final) <= COHERENCE;

type Purse = { pot: bigint; paid: number[] };

/** @param final The ruling that stood in the end, or undefined if no round had a quorum: then nobody was right or wrong. */
export function settle(
  rounds: readonly Sitting[],
  final: number | undefined,
  deposit: bigint,
  rules: Rules,
): Map<number, bigint> {
  const gains = new Map<number, bigint>();
  const farOff = incoherentIn(rules, deposit);
  const purses: Purse[] = [];
  // What the parties paid for the round that runs: one after a round without a quorum is paid for by those who were silent.
  let price = deposit;
  for (const [round, sitting] of rounds.entries()) {
    const isRight = (vote: number | null) => vote !== null && (final === undefined || isCoherent(vote, final));
    const paid = sitting.places.filter(({ vote }) => isRight(vote));
    const sealed = sitting.places.length - votesOf(sitting).length;
    const incoherent = sitting.places.length - sealed - paid.length;
    const slashed = BigInt(sitting.silent.length) * rules.silent + BigInt(sealed) * rules.sealed + BigInt(incoherent) * farOff;
    const full = deposit * APPEAL_FACTOR ** BigInt(round);
    if (round > 0 && rulingOf(rounds[round - 1]!) !== undefined) price = full;

    const purse = { pot: slashed, paid: paid.map(({ owner }) => owner) };
    purses.push(purse);
    if (rulingOf(sitting) === undefined) purse.pot -= rules.drawBounty;
    else if (paid.length > 0) {
      purse.pot += potOf(rules, deposit, round);
      if (full !== price) purses[round - 1]!.pot -= full - price;
    }
    for (const owner of sitting.silent) gains.set(owner, -rules.silent);
    for (const { owner, vote } of sitting.places) gains.set(owner, vote === null ? -rules.sealed : -farOff);
  }
  giveOn(rounds, purses);
  for (const { pot, paid } of purses) {
    // The first of those who are paid takes what does not divide.
    for (const [place, owner] of paid.entries()) {
      const share = pot / BigInt(paid.length);
      gains.set(owner, place === 0 ? pot - share * BigInt(paid.length - 1) : share);
    }
  }
  return gains;
}

/** What a round holds in which nobody was right goes to the round that rules; if nobody was right there, to the parties. */
function giveOn(rounds: readonly Sitting[], purses: readonly Purse[]): void {
  const ruling = purses[rounds.findLastIndex((sitting) => rulingOf(sitting) !== undefined)];
  if (ruling === undefined || ruling.paid.length === 0) return;
  for (const purse of purses) {
    if (purse.paid.length > 0) continue;
    ruling.pot += purse.pot;
    purse.pot = 0n;
  }
}
