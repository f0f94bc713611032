/** How often a bench that is partly bad gives a bad ruling: tried, and reckoned. */
import { rulingOf, sit, type Strategy } from "./lot.ts";
import { type Bench, flips, spoils } from "./odds.ts";
import type { Random } from "./random.ts";
import { PANELS } from "./rules.ts";
import { bribed, exact, lazy, lazyRandom } from "./strategies.ts";

const BPS = 10_000;
/** So many owners that a draw changes nothing: the binomial's bench. */
const ENDLESS = 20_000;

export const SHARES = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45] as const;

/** Each kind of bad stake, the harm it can do, and the chance of that harm by reckoning. */
export const kinds = {
  /** All to the wrong side: a majority of them flips the ruling. */
  bribed: { strategy: bribed, reckon: (bench: Bench, n: number) => flips(bench, n) },
  /** Anything at all: of 10,001 votes, 5,000 are for the wrong side. */
  random: { strategy: lazyRandom, reckon: (bench: Bench, n: number) => flips(bench, n, 5_000 / 10_001) },
  /** Silence flips nothing; too much of it leaves the round without a quorum. */
  lazy: { strategy: lazy, reckon: spoils },
} satisfies Record<string, { strategy: Strategy; reckon: (bench: Bench, n: number) => number }>;
export type Kind = keyof typeof kinds;

/** @param owners Infinity for a bench without end. */
export type Flip = { kind: Kind; share: number; panel: number; owners: number; tried: number; exact: number };

export function tryFlips(kind: Kind, share: number, panel: number, owners: number, trials: number, random: Random): Flip {
  const { strategy, reckon } = kinds[kind];
  const isEndless = !Number.isFinite(owners);
  const count = isEndless ? ENDLESS : owners;
  const bad = Math.round(share * count);
  const bench = Array.from({ length: count }, (_, owner) => (owner < bad ? strategy : exact));
  let harmed = 0;
  for (let i = 0; i < trials; i++) {
    const ruling = rulingOf(sit({ bench, truth: BPS, out: new Set() }, panel, random));
    if (kind === "lazy" ? ruling === undefined : ruling !== undefined && ruling < BPS / 2) harmed += 1;
  }
  return {
    kind,
    share,
    panel,
    owners,
    tried: harmed / trials,
    exact: reckon(isEndless ? { share: bad / count } : { owners, bad }, panel),
  };
}

export const allFlips = (owners: number, trials: number, random: Random): Flip[] =>
  (Object.keys(kinds) as Kind[]).flatMap((kind) =>
    [owners, Number.POSITIVE_INFINITY].flatMap((bench) =>
      SHARES.flatMap((share) => PANELS.map((panel) => tryFlips(kind, share, panel, bench, trials, random))),
    ),
  );

/** Within one percentage point, and within what chance explains of so many trials. */
export const agrees = ({ tried, exact }: Flip, trials: number): boolean =>
  Math.abs(tried - exact) <= Math.min(0.01, 5 * Math.sqrt((exact * (1 - exact)) / trials) + 1 / trials);
