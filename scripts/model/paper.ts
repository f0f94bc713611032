/** The run as a person reads it, and as a machine does. */
import { table } from "../local/screen.ts";
import { type Flip, type Kind, SHARES } from "./flips.ts";
import type { Model } from "./model.ts";
import { PANELS } from "./rules.ts";

const percent = (chance: number) => (100 * chance).toFixed(2);
const ether = (amount: number) => amount.toFixed(4);
const headed = (title: string, rows: string[][]) => `\n${title}\n${table(rows)}`;

const harms: Record<Kind, string> = {
  bribed: "Bribed stake votes for the wrong side: % of rulings flipped",
  random: "Random stake votes anything: % of rulings flipped",
  lazy: "Lazy stake never commits: % of rounds without a quorum, after those who were silent were replaced",
};

function flipTable(kind: Kind, flips: readonly Flip[]): string {
  const of = flips.filter((flip) => flip.kind === kind);
  const benches = [...new Set(of.map(({ owners }) => owners))];
  const bench = (owners: number) => (Number.isFinite(owners) ? `bench of ${owners}` : "no end");
  const head = benches.flatMap((owners) => PANELS.flatMap((panel) => [`${panel}, ${bench(owners)}`, "exact"]));
  const rows = SHARES.map((share) => [
    `${share * 100} %`,
    ...of.filter((flip) => flip.share === share).flatMap(({ tried, exact }) => [percent(tried), percent(exact)]),
  ]);
  return headed(`${harms[kind]}.`, [["stake", ...head], ...rows]);
}

export function tablesOf(model: Model): string[] {
  const { rules, cap, bribes, attacks, earnings, control, findings, seed, trials } = model;
  const price = (wei: bigint) => ether(Number(wei) / 1e18);
  const attackRows = attacks.map(({ share, seats, toBuy, bribe: budget, givingUp, persisting }) => [
    `${(share * 100).toFixed(0)} % (${seats})`,
    ...toBuy.map((count) => count.toFixed(2)),
    ether(budget),
    percent(givingUp.flipped),
    ether(givingUp.profit),
    percent(persisting.flipped),
    ether(persisting.profit),
  ]);
  return [
    `Seed ${seed}, ${trials} trials a cell. Ether throughout. A seat stakes ${price(rules.seatStake)}; silence costs ${price(rules.silent)}, ` +
      `a sealed vote ${price(rules.sealed)}, a vote far from the final ruling ${price(rules.incoherent)} in a case with the highest deposit. ` +
      `A lane's cap is ${price(cap)}.`,
    ...(Object.keys(harms) as Kind[]).map((kind) => flipTable(kind, model.flips)),
    headed("What a ruling costs to buy from arbiters who believe in the others.", [
      ["case", "brings", "a vote in round 1, 2, 3", "two of the first three", "majorities of 3, 7, 15", "silence in all rounds"],
      ...bribes.map(({ size, votes, flipFirst, flip, spoil }) => [
        size.name,
        price(size.atStake),
        votes.map(ether).join(", "),
        ether(flipFirst),
        ether(flip),
        ether(spoil),
      ]),
    ]),
    headed("Who holds part of a bench of 45: votes still to be bought; and what turning one's own case at the cap brings.", [
      ["seats", "of 3", "of 7", "of 15", "bribes", "% flipped", "profit, giving up", "% flipped", "profit, appealing"],
      ...attackRows,
    ]),
    ...earnings.map(({ size, crowd, table: rows }) =>
      headed(`Earned a case in ${size.name} (deposit ${price(size.deposit)}); ${crowd}.`, [
        ["strategy", "from the court", "after own costs", "% coherent"],
        ...rows.map(({ strategy, gross, net, coherent }) => [strategy, ether(gross), ether(net), percent(coherent)]),
      ]),
    ),
    headed("Control: the smallest case under rules that slash nothing.", [
      ["strategy", "after own costs"],
      ...control.map(({ strategy, net }) => [strategy, ether(net)]),
    ]),
    headed(
      "What must be true.",
      findings.map(({ holds, sentence }) => [holds ? "holds" : "FAILS", sentence]),
    ),
    "",
  ];
}

/** As the benches print their figures. */
export function linesOf({ flips, bribes, attacks, earnings, findings }: Model): object[] {
  const bench = "model.court";
  const key = (text: string) => text.replaceAll(/[^a-z0-9.]+/gi, "-");
  return [
    ...flips.map(({ kind, share, panel, owners, tried, exact }) => ({
      bench,
      name: `flip.${kind}.${share * 100}.of${panel}.${Number.isFinite(owners) ? `bench${owners}` : "endless"}`,
      value: tried,
      unit: "chance",
      exact,
    })),
    ...bribes.flatMap(({ size, flipFirst, flip, spoil }) => [
      { bench, name: key(`bribe.flip.${size.name}`), value: flip, unit: "ether", atLeast: Number(size.atStake) / 1e18 },
      { bench, name: key(`bribe.flip-first.${size.name}`), value: flipFirst, unit: "ether" },
      { bench, name: key(`bribe.spoil.${size.name}`), value: spoil, unit: "ether", atLeast: Number(size.atStake) / 2e18 },
    ]),
    ...attacks.flatMap(({ share, bribe: budget, givingUp, persisting }) => [
      { bench, name: `attack.${share * 100}.bribes`, value: budget, unit: "ether" },
      { bench, name: `attack.${share * 100}.giving-up`, value: givingUp.profit, unit: "ether" },
      { bench, name: `attack.${share * 100}.appealing`, value: persisting.profit, unit: "ether" },
    ]),
    ...earnings.flatMap(({ size, crowd, table: rows }) =>
      rows.map(({ strategy, net }) => ({
        bench,
        name: key(`earn.${strategy}.${size.name}.${crowd}`),
        value: net,
        unit: "ether",
      })),
    ),
    ...findings.map(({ name, holds }) => ({ bench, name: key(`rule.${name}`), value: holds ? 1 : 0, unit: "holds" })),
  ];
}
