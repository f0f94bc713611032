/** What one arbiter gets out of a case by what it does, drawn into the first round among others of a given kind. */
import { rulingOf, type Session, sit, type Sitting } from "./lot.ts";
import type { Random } from "./random.ts";
import { PANELS, type Rules } from "./rules.ts";
import { isCoherent, settle } from "./settle.ts";
import { aTruth, honest, strategies, type StrategyName } from "./strategies.ts";

/** What it costs to be an arbiter, in ether: reading the case, and the gas of commit, reveal and claim at 2 gwei. */
export const COSTS = { reading: 0.004, commit: 0.0001, reveal: 0.00008, claim: 0.00016 };

/** A party appeals when the ruling is this far from what is right, and now and then out of spite. */
export const PARTIES = { wronged: 2_500, spite: 0.05 };

export type Earning = {
  strategy: StrategyName;
  /** Ether a case: what the court paid or took, and what is left after one's own costs. */
  gross: number;
  net: number;
  /** How often it was among those who were right in the end. */
  coherent: number;
};

/** Plays a case to its end: an appeal after each ruling that wronged somebody, and after each round without a quorum. */
export function tryCase(session: Session, random: Random, first?: number): { rounds: Sitting[]; final: number | undefined } {
  const rounds: Sitting[] = [];
  let final: number | undefined;
  for (const [round, size] of PANELS.entries()) {
    const sitting = sit(session, size, random, round === 0 ? first : undefined);
    rounds.push(sitting);
    const ruling = rulingOf(sitting);
    final = ruling ?? final;
    const isWronged = ruling === undefined || Math.abs(ruling - session.truth) > PARTIES.wronged;
    if (!isWronged && !random.chance(PARTIES.spite)) break;
  }
  return { rounds, final };
}

const ether = (wei: bigint) => Number(wei) / 1e18;

function costOf(strategy: StrategyName): number {
  if (strategy === "lazy") return 0;
  if (strategy === "sealed" || strategy === "copycat") return COSTS.commit;
  return COSTS.commit + COSTS.reveal + COSTS.claim + (strategy === "honest" ? COSTS.reading : 0);
}

/** @param others What the rest of the bench does, with the share that does it; all the others are honest. */
export function earningOf(
  strategy: StrategyName,
  { rules, deposit, cases, others }: { rules: Rules; deposit: bigint; cases: number; others?: [StrategyName, number] },
  random: Random,
): Earning {
  const owners = 200;
  const crowd = others ? Math.round(others[1] * owners) : 0;
  const bench = Array.from({ length: owners }, (_, owner) => (owner > 0 && owner <= crowd ? strategies[others![0]] : honest));
  bench[0] = strategies[strategy];
  // Whoever does the same in the first round is counted too: what one honest arbiter loses another one gets.
  const isSame = (owner: number) => bench[owner] === strategies[strategy];
  let [gained, coherent, watched] = [0n, 0, 0];
  for (let i = 0; i < cases; i++) {
    const { rounds, final } = tryCase({ bench, truth: aTruth(random), out: new Set() }, random, 0);
    const gains = settle(rounds, final, deposit, rules);
    const { places, silent } = rounds[0]!;
    for (const owner of silent.filter(isSame)) {
      gained += gains.get(owner)!;
      watched += 1;
    }
    for (const { owner, vote } of places.filter((place) => isSame(place.owner))) {
      gained += gains.get(owner)!;
      watched += 1;
      if (vote !== null && final !== undefined && isCoherent(vote, final)) coherent += 1;
    }
  }
  const gross = ether(gained) / watched;
  return { strategy, gross, net: gross - costOf(strategy), coherent: coherent / watched };
}
