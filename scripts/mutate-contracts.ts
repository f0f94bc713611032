/**
 * npm run mutate:contracts -- --sample 300 --seed 1 [--contract Escrow] [--resume] [--jobs 1] [--write]: makes small mistakes
 * in the contracts, one at a time, and looks whether a test notices. Ends badly below 95 % or when a survivor is not explained.
 * --write puts the outcome into docs/mutation.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { config } from "./config.ts";
import { Complaint, complain } from "./local/complaint.ts";
import { say } from "./local/screen.ts";
import { mutantsOf } from "./mutate/mutants.ts";
import { BAR, type Explanations, page, percent, scores, summary, survivors, unexplained } from "./mutate/paper.ts";
import { readProject } from "./mutate/plan.ts";
import { run } from "./mutate/run.ts";
import { draw } from "./mutate/sample.ts";

const { values } = parseArgs({
  options: {
    sample: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    contract: { type: "string" },
    jobs: { type: "string", default: "1" },
    resume: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

function whole(name: "sample" | "seed" | "jobs", least: number): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < least) throw new Complaint(`--${name} is a whole number of at least ${least}.`);
  return value;
}

async function main(): Promise<void> {
  const [sample, seed, jobs] = [whole("sample", 1), whole("seed", 0), whole("jobs", 1)];
  const project = readProject();
  const files = [...project.targets].filter(
    ([, users]) => !values.contract || users.some(({ name }) => name === values.contract),
  );
  if (files.length === 0) throw new Complaint(`No contract is called ${values.contract}.`);
  const mutants = new Map(files.map(([file]) => [file, mutantsOf(project.sources.get(file)!)]));
  const all = [...mutants.values()].flat();
  say(`${all.length} mutants in ${files.length} sources; ${Math.min(sample, all.length)} of them are tried.`);

  const place = join(import.meta.dirname, "mutate/explanations.json");
  const why = JSON.parse(readFileSync(place, "utf8")) as Explanations;
  const began = Date.now();
  const outcomes = await run(project, draw(mutants, sample, seed), {
    home: config.home,
    env: config.inherited,
    jobs,
    resume: values.resume,
    isExplained: (id) => Boolean(why[id]?.trim()),
  });
  const minutes = (Date.now() - began) / 60_000;
  say(`\n${summary(outcomes)}\n\n${minutes.toFixed(1)} minutes.`);

  const command = `npm run mutate:contracts -- --sample ${sample} --seed ${seed}${values.contract ? ` --contract ${values.contract}` : ""}`;
  if (values.write) writeFileSync(join(config.root, "docs/mutation.md"), page(project, outcomes, why, `${command} --write`));

  const missing = unexplained(outcomes, why);
  for (const { mutant } of missing) say(`Not explained: ${mutant.id} (${mutant.file}:${mutant.line})`);
  const ids = new Set(all.map(({ id }) => id));
  if (!values.contract) for (const id of Object.keys(why)) if (!ids.has(id)) say(`Explained, but no such mutant: ${id}`);
  const reached = percent(scores(outcomes).get("all")!);
  if (reached < BAR) say(`${reached.toFixed(1)} % is less than ${BAR} %.`);
  if (missing.length > 0 || reached < BAR) process.exitCode = 1;
  else say(`${survivors(outcomes).length} survivors, all explained.`);
}

await main().catch(complain);
