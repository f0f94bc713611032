/** Three months of deeds as a row of moments: the clock moves once a moment, and what shares one happens side by side. */
import { people } from "./people.ts";
import type { Day, Handle, Story } from "./story.ts";

/** `lane` is what must keep its order: a story, or a person's own affairs. */
export type Happening = {
  at: Day;
  lane: string;
  /** Deadlines hang on its time, so it gets a moment of its own. */
  isExact: boolean;
  /** The API stamps it, so the API's clock must have heard of the moment. */
  isSpoken: boolean;
  what: string;
  run: () => Promise<void>;
};

export type Moment = { at: Day; happenings: Happening[] };

/** How far two things may be moved together; less towards today, where people look closely. */
const within = (at: Day): number => (at < 84 ? 0.7 : at < 89 ? 0.2 : 0.05);

export function momentsOf(happenings: readonly Happening[]): Moment[] {
  const moments: Moment[] = [];
  let isOpen = false;

  for (const happening of [...happenings].sort((a, b) => a.at - b.at)) {
    const last = moments.at(-1);
    if (last && last.at === happening.at) last.happenings.push(happening);
    else if (last && isOpen && !happening.isExact && happening.at - last.at <= within(last.at)) last.happenings.push(happening);
    else moments.push({ at: happening.at, happenings: [happening] });
    isOpen = moments.at(-1)?.happenings.every(({ isExact }) => !isExact) ?? false;
  }
  return moments;
}

/** Who joins when: before the first thing that the stories tell of them and not in its moment; arbiters at the beginning. */
export function arrivals(stories: readonly Story[]): Map<Handle, Day> {
  const first = new Map<Handle, Day>();
  const met = (handle: Handle, at: Day) => first.set(handle, Math.min(at, first.get(handle) ?? at));
  for (const { client, posted, proposals } of stories) {
    met(client, posted);
    for (const { by, at } of proposals) met(by, at);
  }
  const arrival = (handle: Handle, place: number): Day => Math.max(0.2, (first.get(handle) ?? 1 + place * 0.03) - 0.8);
  return new Map(people.filter(({ role }) => role !== "newcomer").map(({ handle }, place) => [handle, arrival(handle, place)]));
}
