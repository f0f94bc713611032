/** What is known of mutants, a line each, so that a run that was stopped goes on where it was. */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";

export type Verdict = "killed" | "survived" | "stillborn";

export type Entry = {
  id: string;
  /** Of the sources that it was compiled with. */
  code: string;
  /** Of the tests that it met. */
  tests: string;
  verdict: Verdict;
  /** The test that failed, or why it is no mutant. */
  by?: string;
  ms: number;
};

export const digest = (texts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);

/** What killed a mutant kills it for ever, as long as the sources are the same; who survived meets the new tests. */
export const stillHolds = (entry: Entry, code: string, tests: string): boolean =>
  entry.code === code && (entry.verdict !== "survived" || entry.tests === tests);

export class State {
  readonly #file: string;
  readonly #entries = new Map<string, Entry>();

  constructor(file: string, resume: boolean) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    if (!resume) rmSync(file, { force: true });
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    for (const line of lines) this.#remember(line);
  }

  /** The last line may have been cut by the end of a process. */
  #remember(line: string): void {
    try {
      const entry = JSON.parse(line) as Entry;
      this.#entries.set(entry.id, entry);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  known(id: string, code: string, tests: string): Entry | undefined {
    const entry = this.#entries.get(id);
    return entry && stillHolds(entry, code, tests) ? entry : undefined;
  }

  add(entry: Entry): void {
    this.#entries.set(entry.id, entry);
    // A line of its own even after one that was cut.
    appendFileSync(this.#file, `\n${JSON.stringify(entry)}`);
  }
}
