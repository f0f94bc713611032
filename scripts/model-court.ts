/**
 * npm run model:court [-- --seed 1 --trials 100000 --set incoherenceBps=5000 …]: what the court's rules do to people who follow
 * their interest. Prints tables, then one JSON line a figure, and ends badly when a rule fails or the simulation disagrees with
 * the exact odds. `--set` tries another value of one of the court's parameters, in wei where it is money.
 */
import { parseArgs } from "node:util";
import { localParameters } from "./deploy/parameters.ts";
import { Complaint, complain } from "./local/complaint.ts";
import { say } from "./local/screen.ts";
import { runModel } from "./model/model.ts";
import { linesOf, tablesOf } from "./model/paper.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    trials: { type: "string", default: "100000" },
    set: { type: "string", multiple: true, default: [] },
  },
});

function changed(settings: readonly string[]): Record<string, bigint> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [, name, value] = /^(\w+)=(\d+)$/.exec(setting) ?? [];
      if (!name || !value) throw new Complaint(`--set ${setting} says nothing: write --set seatStake=2000000000000000000.`);
      return [name, BigInt(value)];
    }),
  );
}

async function main(): Promise<void> {
  const [seed, trials] = [Number(values.seed), Number(values.trials)];
  if (!Number.isInteger(seed) || !(trials >= 100)) throw new Complaint("--seed is a whole number, --trials one of at least 100.");
  const court = { ...localParameters.court, ...changed(values.set) };
  const model = runModel({ court, seed, trials });
  for (const part of tablesOf(model)) say(part);
  for (const line of linesOf(model)) say(JSON.stringify(line));
  const wrong = model.findings.filter(({ holds }) => !holds);
  say(wrong.length === 0 ? "\nEvery rule holds." : `\n${wrong.length} of ${model.findings.length} rules do not hold.`);
  if (wrong.length > 0) process.exitCode = 1;
}

await main().catch(complain);
