/** A bench, the panels drawn from it, and what its people do when they are drawn. */
import { quorumOf } from "./odds.ts";
import type { Random } from "./random.ts";

/** What a drawn arbiter does: nothing, a commitment that it never reveals, or a vote (the developer's basis points). */
export type Act = "silent" | "sealed" | number;
export type Strategy = (truth: number, random: Random) => Act;

/** One place of a panel once its round is over. `vote` is null for whoever did not reveal. */
export type Place = { owner: number; vote: number | null };
/** `silent` are the owners who lost their seat for not committing, the replaced ones included. */
export type Sitting = { size: number; places: Place[]; silent: number[] };

/** Distinct owners, each as likely as any other, none of those who are `out`. Takes them out. */
function draw(count: number, owners: number, out: Set<number>, random: Random): number[] {
  const drawn: number[] = [];
  while (drawn.length < count && out.size < owners) {
    const owner = random.whole(0, owners - 1);
    if (out.has(owner)) continue;
    out.add(owner);
    drawn.push(owner);
  }
  return drawn;
}

/** Who is drawn from, for a case about what. `out` are those who sat in an earlier round; `sit` adds to them. */
export type Session = { bench: readonly Strategy[]; truth: number; out: Set<number> };

/** One round of `size`. Whoever is silent is replaced once. `first` is drawn for certain, where it is one that we watch. */
export function sit({ bench, truth, out }: Session, size: number, random: Random, first?: number): Sitting {
  const sitting: Sitting = { size, places: [], silent: [] };
  const watched = first === undefined ? [] : [first];
  for (const owner of watched) out.add(owner);
  let wanted = size;
  for (let turn = 0; turn < 2 && wanted > 0; turn++) {
    const before = sitting.silent.length;
    const known = turn === 0 ? watched : [];
    for (const owner of [...known, ...draw(wanted - known.length, bench.length, out, random)]) {
      const act = bench[owner]!(truth, random);
      if (act === "silent") sitting.silent.push(owner);
      else sitting.places.push({ owner, vote: act === "sealed" ? null : act });
    }
    wanted = sitting.silent.length - before;
  }
  return sitting;
}

export const votesOf = ({ places }: Sitting): number[] => places.flatMap(({ vote }) => (vote === null ? [] : [vote]));

/** The median; of two middle votes their mean, rounded towards the client. */
export function median(votes: readonly number[]): number {
  const sorted = [...votes].sort((a, b) => a - b);
  return Math.floor((sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2);
}

/** What a round rules; undefined without a quorum. */
export function rulingOf(sitting: Sitting): number | undefined {
  const votes = votesOf(sitting);
  return votes.length < quorumOf(sitting.size) ? undefined : median(votes);
}
