/** What a run says: a summary for the terminal, and docs/mutation.md. */
import { table } from "../local/screen.ts";
import type { Project } from "./plan.ts";
import { describeMutant } from "./mutants.ts";
import type { Outcome } from "./run.ts";
import type { Verdict } from "./state.ts";

/** At least this much of what counts is killed. */
export const BAR = 95;

export type Score = { killed: number; survived: number; stillborn: number };

export function scores(outcomes: readonly Outcome[]): Map<string, Score> {
  const rows = new Map<string, Score>();
  const row = (name: string): Score => {
    const known = rows.get(name) ?? { killed: 0, survived: 0, stillborn: 0 };
    rows.set(name, known);
    return known;
  };
  const count = (name: string, verdict: Verdict) => (row(name)[verdict] += 1);
  for (const { targets, entry } of outcomes) {
    count(targets.map(({ name }) => name).join(" and "), entry.verdict);
    count("all", entry.verdict);
  }
  const all = rows.get("all") ?? { killed: 0, survived: 0, stillborn: 0 };
  rows.delete("all");
  return new Map([...[...rows].sort(([a], [b]) => a.localeCompare(b)), ["all", all]]);
}

export const percent = ({ killed, survived }: Score): number =>
  killed + survived === 0 ? 0 : (100 * killed) / (killed + survived);

const head = ["contract", "killed", "survived", "no mutant", "killed of what counts"];
const cells = (outcomes: readonly Outcome[]): string[][] =>
  [...scores(outcomes)].map(([name, score]) => [
    name,
    String(score.killed),
    String(score.survived),
    String(score.stillborn),
    `${percent(score).toFixed(1)} %`,
  ]);

export const summary = (outcomes: readonly Outcome[]): string => table([head, ...cells(outcomes)]);

export const survivors = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ entry }) => entry.verdict === "survived");

export type Explanations = Readonly<Record<string, string>>;

export const unexplained = (outcomes: readonly Outcome[], why: Explanations): Outcome[] =>
  survivors(outcomes).filter(({ mutant }) => !why[mutant.id]?.trim());

const line = (row: readonly string[]) => `| ${row.join(" | ")} |`;

export function page(project: Project, outcomes: readonly Outcome[], why: Explanations, command: string): string {
  const found = survivors(outcomes).map(({ mutant }) => {
    const { before, after } = describeMutant(project.sources.get(mutant.file)!, mutant);
    return [
      `### \`${mutant.id}\``,
      `${mutant.file}, line ${mutant.line}`,
      "",
      "```diff",
      `- ${before}`,
      `+ ${after}`,
      "```",
      "",
      why[mutant.id]?.trim() || "**Not explained yet.**",
      "",
    ].join("\n");
  });
  return `${[
    "# Mutants: what the tests of the contracts notice",
    "",
    `Written by \`${command}\`; do not edit. A mutant is one small slip in one source; the tests of the contracts made of that source`,
    "have to fail. A change that the compiler refuses, or that gives the same code, is no mutant and does not count. Whoever",
    "survives the behaviour tests meets fuzz and the laws too, unless it is already known why it may live: that is written in",
    "`scripts/mutate/explanations.json`, by its name.",
    "",
    line(head),
    line(head.map((_, i) => (i === 0 ? "---" : "--:"))),
    ...cells(outcomes).map(line),
    "",
    "## Survivors",
    "",
    ...(found.length > 0 ? found : ["None."]),
  ]
    .join("\n")
    .trimEnd()}\n`;
}
