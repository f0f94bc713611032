/** Chances of a draw, exactly: what the simulation is held against. */

/** k successes in n draws that know nothing of each other: a bench without end. */
export function binomial(n: number, p: number, k: number): number {
  return choose(n, k) * p ** k * (1 - p) ** (n - k);
}

/** k of `bad` among n distinct owners drawn from a bench of `owners`. */
export function hypergeometric(owners: number, bad: number, n: number, k: number): number {
  if (k < 0 || k > n || k > bad || n - k > owners - bad) return 0;
  return (choose(bad, k) * choose(owners - bad, n - k)) / choose(owners, n);
}

/** As a product of ratios, so that nothing overflows for a bench of thousands. */
function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) ways *= (n - Math.min(k, n - k) + i) / i;
  return ways;
}

/** The chance of at least `least` of n. */
export function atLeast(n: number, least: number, chance: (k: number) => number): number {
  let sum = 0;
  for (let k = least; k <= n; k++) sum += chance(k);
  return sum;
}

/** How many seats of a panel are on the wrong side: by a bench without end, or by one of so many owners. */
export type Bench = { bad: number; owners: number } | { share: number };

const drawn = (bench: Bench, n: number) => (k: number) =>
  "share" in bench ? binomial(n, bench.share, k) : hypergeometric(bench.owners, bench.bad, n, k);

export const quorumOf = (n: number): number => (n + 1) / 2;

/**
 * The chance that a panel of n rules for the wrong side, when all vote and each bad seat votes wrongly with chance `turns`:
 * a majority does.
 */
export function flips(bench: Bench, n: number, turns = 1): number {
  const chance = drawn(bench, n);
  return atLeast(n, 0, (bad) => chance(bad) * atLeast(bad, quorumOf(n), (wrong) => binomial(bad, turns, wrong)));
}

/** The chance that fewer than a quorum commit: whoever is silent is replaced once, by others who may be silent too. */
export function spoils(bench: Bench, n: number): number {
  const chance = drawn(bench, n);
  const again = (silent: number) => (k: number) =>
    "share" in bench ? binomial(silent, bench.share, k) : hypergeometric(bench.owners - n, bench.bad - silent, silent, k);
  return atLeast(n, 0, (silent) => chance(silent) * atLeast(silent, n - quorumOf(n) + 1, again(silent)));
}
