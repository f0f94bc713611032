/** What is known of the batches of a long campaign, and what they add up to. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";

export type Moves = Record<string, number>;
export type Batch = {
  /** Of the contracts and of the campaign: a batch counts for what it was run on. */
  code: string;
  seed: number;
  number: number;
  calls: number;
  ms: number;
  moves: Moves;
};

/** "fund=3;dispute=1;" a line. */
export function movesIn(log: string): Moves {
  const moves: Moves = {};
  for (const [, name, count] of log.matchAll(/([^=;\n]+)=(\d+);/g)) moves[name!] = (moves[name!] ?? 0) + Number(count);
  return moves;
}

export function sum(batches: readonly Batch[]): { calls: number; ms: number; moves: Moves } {
  const total = { calls: 0, ms: 0, moves: {} as Moves };
  for (const { calls, ms, moves } of batches) {
    total.calls += calls;
    total.ms += ms;
    for (const [name, count] of Object.entries(moves)) total.moves[name] = (total.moves[name] ?? 0) + count;
  }
  return total;
}

/** The moves that the laws' own test wants to see, as it lists them, and where those of the campaign lead. */
export function wantedMoves(lawsTest: string): string[] {
  const list = /function _moves\(\)[\s\S]*?\}/.exec(lawsTest)?.[0] ?? "";
  const names = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
  if (names.length === 0) throw new Error("Laws.t.sol lists no moves.");
  return [...names, "ruled", "longStop", "slash"];
}

export const unreached = (moves: Moves, wanted: readonly string[]): string[] => wanted.filter((name) => !moves[name]);

export class Known {
  readonly #file: string;
  readonly #batches: Batch[];

  constructor(file: string, fresh: boolean) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    if (fresh) rmSync(file, { force: true });
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    // The last line may have been cut by the end of a process.
    this.#batches = lines.filter((line) => line.endsWith("}")).map((line) => JSON.parse(line) as Batch);
  }

  find(code: string, seed: number, number: number, calls: number): Batch | undefined {
    return this.#batches.find((b) => b.code === code && b.seed === seed && b.number === number && b.calls === calls);
  }

  add(batch: Batch): void {
    this.#batches.push(batch);
    appendFileSync(this.#file, `\n${JSON.stringify(batch)}`);
  }
}
