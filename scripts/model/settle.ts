/** What a ruled case is worth to each arbiter, in wei: its share of the pot, or what it lost. */
import { type Sitting, votesOf } from "./lot.ts";
import { COHERENCE, incoherentIn, potOf, type Rules } from "./rules.ts";

export const isCoherent = (vote: number, final: number): boolean => Math.abs(vote - final) <= COHERENCE;

/** @param final The ruling that stood in the end, or undefined if no round had a quorum: then nobody was right or wrong. */
export function settle(
  rounds: readonly Sitting[],
  final: number | undefined,
  deposit: bigint,
  rules: Rules,
): Map<number, bigint> {
  const gains = new Map<number, bigint>();
  const farOff = incoherentIn(rules, deposit);
  for (const [round, sitting] of rounds.entries()) {
    const isRight = (vote: number | null) => vote !== null && (final === undefined || isCoherent(vote, final));
    const paid = sitting.places.filter(({ vote }) => isRight(vote));
    const sealed = sitting.places.length - votesOf(sitting).length;
    const incoherent = sitting.places.length - sealed - paid.length;
    const slashed = BigInt(sitting.silent.length) * rules.silent + BigInt(sealed) * rules.sealed + BigInt(incoherent) * farOff;
    const pot = (final === undefined ? 0n : potOf(rules, deposit, round)) + slashed;

    for (const owner of sitting.silent) gains.set(owner, -rules.silent);
    for (const { owner, vote } of sitting.places) gains.set(owner, vote === null ? -rules.sealed : -farOff);
    // The first of those who are paid takes what does not divide.
    for (const [place, { owner }] of paid.entries()) {
      const share = pot / BigInt(paid.length);
      gains.set(owner, place === 0 ? pot - share * BigInt(paid.length - 1) : share);
    }
  }
  return gains;
}
