import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** One seed, one run: the same numbers in the same order wherever it runs. */
export type Random = {
  /** A whole number from `least` to `most`, both included. */
  whole: (least: number, most: number) => number;
  /** True with this chance. */
  chance: (p: number) => boolean;
  /** About `mean`, as errors are spread. */
  near: (mean: number, deviation: number) => number;
};

export function seeded(seed: number): Random {
  const source = xoroshiro128plus(seed);
  const fraction = () => uniformFloat64(source);
  return {
    whole: (least, most) => uniformInt(source, least, most),
    chance: (p) => fraction() < p,
    // Box and Muller; 1 - x, because the logarithm of zero is no number.
    near: (mean, deviation) => mean + deviation * Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
  };
}
