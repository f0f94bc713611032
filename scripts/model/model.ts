/** The whole run: every table, and what must be true of it. */
import type { CourtParameters } from "../deploy/parameters.ts";
import { type Bribe, bribeOf, type Standing, standOn, toBuy } from "./bribes.ts";
import { type Earning, earningOf } from "./earnings.ts";
import { agrees, allFlips, type Flip, SHARES } from "./flips.ts";
import { seeded } from "./random.ts";
import { depositFor, PANELS, type Rules, rulesOf, withoutSlashing } from "./rules.ts";
import { strategies, type StrategyName } from "./strategies.ts";

/** Three times the largest panel: the smallest bench on which the court takes a case. */
export const OWNERS = 3 * PANELS.at(-1)!;
/** With more than this of the bench, a bench of any court is its owner's. */
export const BEARABLE = 0.4;
const ETHER = 10n ** 18n;

export type CaseSize = { name: string; atStake: bigint; deposit: bigint };
export type Attack = { share: number; seats: number; toBuy: number[]; bribe: number; givingUp: Standing; persisting: Standing };
export type Finding = { name: string; holds: boolean; sentence: string };

export type Model = {
  seed: number;
  trials: number;
  rules: Rules;
  cap: bigint;
  flips: Flip[];
  bribes: (Bribe & { size: CaseSize })[];
  attacks: Attack[];
  earnings: { size: CaseSize; crowd: string; table: Earning[] }[];
  control: Earning[];
  findings: Finding[];
};

/** A lane keeps half of the amount below one seat's stake times the panel. */
export const capOf = ({ seatStake }: Rules): bigint => 2n * seatStake * BigInt(PANELS[0]);

export function runModel({ court, seed, trials }: { court: CourtParameters; seed: number; trials: number }): Model {
  const rules = rulesOf(court);
  const cap = capOf(rules);
  const cases = Math.ceil(trials / 5);
  const sizeOf = (name: string, atStake: bigint): CaseSize => ({ name, atStake, deposit: depositFor(rules, atStake) });
  const sizes = [sizeOf("the smallest", ETHER / 50n), sizeOf("a usual one", ETHER), sizeOf("the lane's cap", cap)];

  const flips = allFlips(OWNERS, trials, seeded(seed));
  const largest = sizes.at(-1)!;
  const bribes = sizes.map((size) => ({ size, ...bribeOf(rules, size.deposit) }));
  const { votes } = bribes.at(-1)!;
  const attacks = SHARES.map((share): Attack => {
    const seats = Math.round(share * OWNERS);
    const wanted = PANELS.map((size) => toBuy(OWNERS, seats, size));
    const stand = (persists: boolean) =>
      standOn({ owners: OWNERS, bad: seats, persists, cases }, { rules, ...largest }, seeded(seed));
    return {
      share,
      seats,
      toBuy: wanted,
      bribe: wanted.reduce((sum, count, round) => sum + count * votes[round]!, 0),
      givingUp: stand(false),
      persisting: stand(true),
    };
  });

  const names = Object.keys(strategies) as StrategyName[];
  const crowds: [string, [StrategyName, number] | undefined][] = [
    ["everybody else is honest", undefined],
    ["of the others 30 % never commit", ["lazy", 0.3]],
    ["of the others 30 % bet on the usual", ["habit", 0.3]],
  ];
  const earn = (of: Rules, { deposit }: CaseSize, others?: [StrategyName, number]) =>
    names.map((name) => earningOf(name, { rules: of, deposit, cases, ...(others && { others }) }, seeded(seed)));
  const earnings = sizes.flatMap((size) => crowds.map(([crowd, others]) => ({ size, crowd, table: earn(rules, size, others) })));
  const control = earn(withoutSlashing(rules), sizes[0]!);

  const draft = { seed, trials, rules, cap, flips, bribes, attacks, earnings, control };
  return { ...draft, findings: findingsOf(draft) };
}

const ether = (wei: bigint) => Number(wei) / 1e18;
const netOf = (table: Earning[], strategy: StrategyName) => table.find((row) => row.strategy === strategy)!.net;
const bestOther = (table: Earning[]) =>
  table.filter(({ strategy }) => strategy !== "honest").reduce((best, row) => (row.net > best.net ? row : best));

function findingsOf({ trials, flips, bribes, attacks, earnings, control }: Omit<Model, "findings">): Finding[] {
  const apart = flips.filter((flip) => !agrees(flip, trials));
  const widest = Math.max(...flips.map(({ tried, exact }) => Math.abs(tried - exact)));
  const honesty = earnings.map(({ size, crowd, table }): Finding => {
    const [honest, other] = [netOf(table, "honest"), bestOther(table)];
    return {
      name: `honest.best.${size.name}.${crowd}`,
      holds: honest > other.net,
      sentence: `Honest earns most (${size.name}; ${crowd}): ${honest.toFixed(4)} against ${other.net.toFixed(4)} of ${other.strategy}.`,
    };
  });
  const living = earnings.filter(({ crowd }) => crowd.startsWith("everybody"));
  const standing = attacks.filter(({ share }) => share <= BEARABLE);
  const most = Math.max(...standing.flatMap(({ givingUp, persisting }) => [givingUp.profit, persisting.profit]));
  return [
    {
      name: "odds.agree",
      holds: apart.length === 0,
      sentence: `The simulation agrees with the exact odds in all of ${flips.length} cells; the widest apart is ${widest.toFixed(4)}.`,
    },
    ...honesty,
    ...living.map(({ size, table }) => ({
      name: `honest.lives.${size.name}`,
      holds: netOf(table, "honest") > 0,
      sentence: `Honest work pays for its reading and gas (${size.name}): ${netOf(table, "honest").toFixed(4)} are left.`,
    })),
    ...bribes.flatMap(({ size: { name, atStake }, flip, spoil }): Finding[] => [
      {
        name: `bribe.flip.${name}`,
        holds: flip > ether(atStake),
        sentence: `Buying a ruling costs more than it brings (${name}): ${flip.toFixed(2)} against ${ether(atStake).toFixed(2)}.`,
      },
      {
        name: `bribe.spoil.${name}`,
        holds: spoil > ether(atStake) / 2,
        sentence: `So does buying silence, for an even split (${name}): ${spoil.toFixed(2)} against ${(ether(atStake) / 2).toFixed(2)}.`,
      },
    ]),
    {
      name: "standing",
      holds: most < 0,
      sentence: `Nobody lives on turning rulings with up to ${BEARABLE * 100} % of the seats: at best ${most.toFixed(3)} a case.`,
    },
    {
      name: "control",
      holds: netOf(control, "honest") < bestOther(control).net,
      sentence: `Control: where nothing is slashed, laziness pays: ${bestOther(control).net.toFixed(4)} of ${bestOther(control).strategy} against ${netOf(control, "honest").toFixed(4)} of honest, in the smallest case.`,
    },
  ];
}
