/** What it costs to buy a ruling, and what standing on the bench with many seats brings. In ether. */
import { atLeast, hypergeometric, quorumOf } from "./odds.ts";
import { rulingOf, sit, type Sitting } from "./lot.ts";
import type { Random } from "./random.ts";
import { incoherentIn, PANELS, potOf, type Rules } from "./rules.ts";
import { settle } from "./settle.ts";
import { bribed, exact } from "./strategies.ts";

const BPS = 10_000;
const ether = (wei: bigint) => Number(wei) / 1e18;

/** An arbiter who believes in the others: a vote costs it its share of the pot and the slash, silence its share and less. */
export function pricesOf(rules: Rules, deposit: bigint, round: number): { vote: number; silence: number; sealed: number } {
  const share = potOf(rules, deposit, round) / BigInt(PANELS[round]!);
  return {
    vote: ether(share + incoherentIn(rules, deposit)),
    silence: ether(share + rules.silent),
    sealed: ether(share + rules.sealed),
  };
}

export type Bribe = { votes: number[]; flip: number; flipFirst: number; spoil: number };

/**
 * Buys a majority in every round, because the wronged side appeals; or, for an even split, the silence of so many that no
 * round has a quorum, of those who are drawn in their place as well, or sealed votes, which nobody replaces.
 */
export function bribeOf(rules: Rules, deposit: bigint): Bribe {
  const prices = PANELS.map((_, round) => pricesOf(rules, deposit, round));
  const sum = (each: (prices: { vote: number; silence: number; sealed: number }, majority: number) => number) =>
    prices.reduce((total, price, round) => total + each(price, quorumOf(PANELS[round]!)), 0);
  return {
    votes: prices.map(({ vote }) => vote),
    flipFirst: quorumOf(PANELS[0]) * prices[0]!.vote,
    flip: sum(({ vote }, majority) => majority * vote),
    spoil: sum(({ silence, sealed }, majority) => majority * Math.min(2 * silence, sealed)),
  };
}

/** How many votes of a panel are still to be bought by who holds `bad` of the bench, on average. */
export function toBuy(owners: number, bad: number, size: number): number {
  const majority = quorumOf(size);
  return atLeast(size, 0, (held) => Math.max(0, majority - held) * hypergeometric(owners, bad, size, held));
}

export type Standing = { flipped: number; profit: number };

/**
 * Holds `bad` seats of the bench, buys nobody, and turns every vote of its own in a case of its own. The other side appeals
 * whatever is wrong. `persists`: appeals what it lost, too. The profit is what the ruling brought, less what its seats lost
 * and what it paid for panels.
 */
export function standOn(
  { owners, bad, persists, cases }: { owners: number; bad: number; persists: boolean; cases: number },
  { rules, atStake, deposit }: { rules: Rules; atStake: bigint; deposit: bigint },
  random: Random,
): Standing {
  const bench = Array.from({ length: owners }, (_, owner) => (owner < bad ? bribed : exact));
  let [flipped, profit] = [0, 0];
  for (let i = 0; i < cases; i++) {
    const session = { bench, truth: BPS, out: new Set<number>() };
    const rounds: Sitting[] = [];
    let final: number | undefined;
    for (const size of PANELS) {
      rounds.push(sit(session, size, random));
      final = rulingOf(rounds.at(-1)!) ?? final;
      const hasWon = (final ?? BPS / 2) < BPS / 2;
      if (!hasWon && !persists) break;
    }
    const share = final ?? BPS / 2;
    if (share < BPS / 2) flipped += 1;
    for (const [owner, gain] of settle(rounds, final, deposit, rules)) if (owner < bad) profit += ether(gain);
    const paid = rounds.reduce((sum, _, round) => sum + ether(potOf(rules, deposit, round) + rules.drawBounty), 0);
    // The truth is all to the other side: whatever the ruling takes from it is gained, and each bears what it lost.
    profit += (ether(atStake) * (BPS - share)) / BPS - (paid * share) / BPS;
  }
  return { flipped: flipped / cases, profit: profit / cases };
}
