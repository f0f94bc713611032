import { arbiters } from "./people/arbiters.ts";
import { clients } from "./people/clients.ts";
import { developers } from "./people/developers.ts";
import { type Character, theAdmin, theNewcomer } from "./people/character.ts";

export type { Character, Part } from "./people/character.ts";

/** Everybody who lives in the seeded world, in the order of the local chain's test accounts. */
export const people: readonly Character[] = [theAdmin, ...clients, ...developers, ...arbiters, theNewcomer];

export const personOf = (handle: string): Character => {
  const person = people.find((one) => one.handle === handle);
  if (person === undefined) throw new Error(`Nobody in the seed is called ${handle}.`);
  return person;
};
