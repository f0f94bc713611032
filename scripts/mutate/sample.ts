/** Which mutants are tried: drawn by a seed, spread over the sources by how much there is to change in each. */
import { seeded } from "../model/random.ts";
import type { Mutant } from "./mutants.ts";

export type Queue = { file: string; quota: number; mutants: Mutant[] };

function shuffled<T>(all: readonly T[], whole: (least: number, most: number) => number): T[] {
  const list = [...all];
  for (let i = list.length - 1; i > 0; i--) {
    const j = whole(0, i);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

/** Each source gets its share, at least one; what does not divide goes to the largest remainders. */
export function quotas(sizes: readonly number[], sample: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const exact = sizes.map((size) => (total === 0 ? 0 : (size * Math.min(sample, total)) / total));
  const given = exact.map((share, i) => Math.min(sizes[i]!, Math.max(sizes[i]! > 0 ? 1 : 0, Math.floor(share))));
  const order = exact.map((share, i) => ({ i, rest: share - Math.floor(share) })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  let left = Math.min(sample, total) - given.reduce((sum, one) => sum + one, 0);
  for (const { i } of order) {
    if (left > 0 && given[i]! < sizes[i]!) {
      given[i]! += 1;
      left -= 1;
    }
  }
  return given;
}

/** Longer than their quota, since a mutant that is none is replaced by the next. */
export function draw(mutants: ReadonlyMap<string, readonly Mutant[]>, sample: number, seed: number): Queue[] {
  const files = [...mutants.keys()].sort();
  const shares = quotas(
    files.map((file) => mutants.get(file)!.length),
    sample,
  );
  const { whole } = seeded(seed);
  return files.map((file, i) => ({ file, quota: shares[i]!, mutants: shuffled(mutants.get(file)!, whole) }));
}

export type Ticket = { queue: Queue; mutant: Mutant };

/** Hands out what is to be tried next, so that each source ends with its quota of mutants that count, in the seed's order. */
export class Tickets {
  readonly #queues: readonly Queue[];
  readonly #taken = new Map<Queue, number>();
  readonly #spent = new Map<Queue, number>();

  constructor(queues: readonly Queue[]) {
    this.#queues = queues;
  }

  next(): Ticket | undefined {
    for (const queue of this.#queues) {
      const at = this.#spent.get(queue) ?? 0;
      const mutant = queue.mutants[at];
      if (!mutant || (this.#taken.get(queue) ?? 0) >= queue.quota) continue;
      this.#spent.set(queue, at + 1);
      this.#taken.set(queue, (this.#taken.get(queue) ?? 0) + 1);
      return { queue, mutant };
    }
    return undefined;
  }

  /** It was no mutant: the next in its queue takes its place. */
  giveBack({ queue }: Ticket): void {
    this.#taken.set(queue, this.#taken.get(queue)! - 1);
  }
}
