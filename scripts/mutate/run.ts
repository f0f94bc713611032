/** Tries the mutants of a sample, each against the tests of its contracts, and keeps what comes out. */
import { join } from "node:path";
import { say } from "../local/screen.ts";
import { Complaint } from "../local/complaint.ts";
import { closureOf } from "./compiler.ts";
import { Lane } from "./lane.ts";
import type { Mutant } from "./mutants.ts";
import { type Project, type Target, testFiles, testTexts } from "./plan.ts";
import { type Queue, Tickets, type Ticket } from "./sample.ts";
import { SecondLook } from "./second-look.ts";
import { digest, type Entry, State } from "./state.ts";

export type Outcome = { mutant: Mutant; targets: Target[]; entry: Entry };

export type Options = {
  home: string;
  env: NodeJS.ProcessEnv;
  jobs: number;
  resume: boolean;
  /** Said to change nothing: the tests must say so too, and minutes of random calls have nothing to add. */
  isExplained: (id: string) => boolean;
};

const FLOOR = 60_000;

/** No mutant dies of a test that fails anyway. */
async function baseline(lane: Lane, project: Project): Promise<number> {
  const all = new Map([...project.targets.values()].flat().map((target) => [target.name, target]));
  const began = Date.now();
  const answer = await lane.ask({ id: "nothing changed", file: "", where: "", targets: [...all.values()] }, 20 * FLOOR);
  if (answer?.verdict !== "survived") {
    throw new Complaint(
      `The tests fail without any mutant (${answer && "by" in answer ? answer.by : "the time is up"}): mend them first.`,
    );
  }
  say(`Nothing changed: ${answer.ran} tests hold, ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  return answer.ms;
}

export async function run(project: Project, queues: Queue[], options: Options): Promise<Outcome[]> {
  const { home, env, jobs } = options;
  const folder = join(home, "mutation");
  const state = new State(join(folder, "state.jsonl"), options.resume);
  const tests = digest(testTexts());
  const tickets = new Tickets(queues);
  const wanted = queues.reduce((sum, { quota }) => sum + quota, 0);
  const outcomes: Outcome[] = [];
  let [limit, counted, survived, tried] = [0, 0, 0, 0];
  const began = Date.now();

  async function judge(mutant: Mutant, targets: Target[], code: string, lane: Lane, second: SecondLook): Promise<Entry> {
    const source = project.sources.get(mutant.file)!;
    const text = source.with(mutant);
    const answer = await lane.ask({ id: mutant.id, file: mutant.file, where: mutant.where, targets, text }, limit);
    const entry = { id: mutant.id, code, tests, ms: answer?.ms ?? limit };
    if (!answer) return { ...entry, verdict: "killed", by: "the time limit" };
    if (answer.verdict === "stillborn") return { ...entry, verdict: "stillborn", by: answer.why };
    if (answer.verdict === "killed") return { ...entry, verdict: "killed", by: answer.by };
    if (options.isExplained(mutant.id)) return { ...entry, verdict: "survived" };
    const then = Date.now();
    const killer = await second.killer(mutant.file, text, source.between(0, source.bytes.length));
    const ms = answer.ms + (Date.now() - then);
    return killer ? { ...entry, ms, verdict: "killed", by: killer } : { ...entry, ms, verdict: "survived" };
  }

  async function take(ticket: Ticket, lane: Lane, second: SecondLook): Promise<void> {
    const { mutant } = ticket;
    const targets = project.targets.get(mutant.file)!;
    const code = digest(targets.flatMap(({ path }) => Object.values(closureOf(path))));
    const known = state.known(mutant.id, code, tests);
    const entry = known ?? (await judge(mutant, targets, code, lane, second));
    if (!known) {
      state.add(entry);
      tried += 1;
    }
    outcomes.push({ mutant, targets, entry });
    if (entry.verdict === "stillborn") return tickets.giveBack(ticket);
    counted += 1;
    if (entry.verdict === "survived") {
      survived += 1;
      say(`survived  ${mutant.id}  ${mutant.file}:${mutant.line}  ${mutant.before} → ${mutant.text}`);
    }
    if (!known && counted % 10 === 0) {
      const each = (Date.now() - began) / 1000 / tried;
      say(`${counted} of ${wanted}, ${survived} survived, ${each.toFixed(1)} s each`);
    }
  }

  const lanes = Array.from({ length: jobs }, (_, i) => ({
    lane: new Lane(testFiles(), env),
    second: new SecondLook(join(folder, `project-${i}`), env),
  }));
  try {
    limit = FLOOR + 10 * (await baseline(lanes[0]!.lane, project));
    await Promise.all(
      lanes.map(async ({ lane, second }) => {
        for (let ticket = tickets.next(); ticket; ticket = tickets.next()) await take(ticket, lane, second);
      }),
    );
  } finally {
    for (const { lane } of lanes) lane.close();
  }
  return outcomes.sort((a, b) => a.mutant.file.localeCompare(b.mutant.file) || a.mutant.start - b.mutant.start);
}
