/**
 * npm run soak:indexer [-- --schedules 1000] [--kills 200] [--seed WORD]: the schedules of the tests in their thousands, and the
 * indexer's own process killed in the middle of its work. What is done is noted as it is done: the same command goes on
 * where an earlier one stopped. The last lines sum up everything noted under the seed.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { config } from "../scripts/config.ts";
import { removeAllScratch } from "../scripts/local/scratch.ts";
import { say } from "../scripts/local/screen.ts";
import { aSharedChain } from "../test/support/emitter.ts";
import { type Killed, runKills } from "../test/support/schedule/kills.ts";
import { type Outcome, runSchedule } from "../test/support/schedule/run.ts";

const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "1000" },
    kills: { type: "string", default: "0" },
    seed: { type: "string", default: "soak" },
  },
});
const KILLS_A_LIFE = 20;
const file = join(config.home, "soak", `indexer-${values.seed}.jsonl`);
mkdirSync(join(config.home, "soak"), { recursive: true });

type Note = { kind: "schedule"; outcome: Outcome & { faults: Record<string, number> } } | { kind: "kills"; outcome: Killed };
const notes: Note[] = existsSync(file)
  ? readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.endsWith("}"))
      .map((line) => JSON.parse(line) as Note)
  : [];
const isDone = (seed: string) => notes.some(({ outcome }) => outcome.seed === seed);
const keep = (one: Note) => {
  notes.push(one);
  appendFileSync(file, `${JSON.stringify(one)}\n`);
  if (one.outcome.wrong.length > 0) say(`${one.outcome.seed}: ${one.outcome.wrong.slice(0, 5).join("; ")}`);
};

let isStopped = false;
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => {
    isStopped = true;
  });
}

const chain = await aSharedChain();
try {
  for (let i = 0; i < Number(values.schedules) && !isStopped; i++) {
    const seed = `${values.seed} schedule ${i}`;
    if (isDone(seed)) continue;
    const outcome = await runSchedule(chain, seed);
    keep({ kind: "schedule", outcome: { ...outcome, faults: Object.fromEntries(outcome.faults) as never } });
    if (i % 50 === 49) say(`${i + 1} schedules`);
  }
  for (let i = 0; i * KILLS_A_LIFE < Number(values.kills) && !isStopped; i++) {
    const seed = `${values.seed} kills ${i}`;
    if (isDone(seed)) continue;
    const kills = Math.min(KILLS_A_LIFE, Number(values.kills) - i * KILLS_A_LIFE);
    keep({ kind: "kills", outcome: await runKills(chain, seed, kills) });
    say(`${(i + 1) * KILLS_A_LIFE} kills`);
  }
  summarise();
} finally {
  await removeAllScratch();
}
process.exit(notes.some(({ outcome }) => outcome.wrong.length > 0) ? 1 : 0);

function summarise(): void {
  const schedules = notes.filter((note) => note.kind === "schedule");
  const lives = notes.filter((note) => note.kind === "kills");
  const bad = (of: Note[]) => of.filter(({ outcome }) => outcome.wrong.length > 0).length;
  const faults: Record<string, number> = {};
  for (const { outcome } of schedules) {
    for (const [what, times] of Object.entries(outcome.faults)) faults[what] = (faults[what] ?? 0) + times;
  }
  const back = lives.flatMap(({ outcome }) => outcome.back).sort((a, b) => a - b);
  const at = (share: number) => Math.round(back[Math.min(back.length - 1, Math.floor(back.length * share))] ?? 0);
  say(`\n${schedules.length} schedules, ${bad(schedules)} bad.`);
  say(`What the nodes did wrong: ${JSON.stringify(faults)}`);
  if (back.length > 0) {
    say(`${back.length} kills, ${bad(lives)} bad; back at the head after ${at(0.5)} ms (p50), ${at(0.95)} ms (p95).`);
  }
  const summary = { bench: "soak", seed: values.seed, schedules: schedules.length, kills: back.length };
  say(JSON.stringify({ ...summary, bad: bad(notes), restartP50Ms: at(0.5), restartP95Ms: at(0.95) }));
}
