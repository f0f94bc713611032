/** What the teller of the stories knows while telling: who acts, what a day is, what came of a story so far. */
import { type Address, type Hex, parseUnits, type TransactionReceipt } from "viem";
import type { Terms } from "#core/chain/terms.ts";
import type { Project } from "#core/features/projects.ts";
import type { Proposal as ProposalView } from "#core/features/proposals.ts";
import { type Actor, actorIn } from "../lib/actor.ts";
import type { Hall } from "../lib/hall.ts";
import { people, personOf } from "./people.ts";
import { type Day, type Handle, type Juror, NOW, type Story } from "./story.ts";

const DAY = 86_400;

export type Coin = { address: Address; decimals: number };

export type World = {
  hall: Hall;
  actor(handle: Handle): Actor;
  /** Who has this address. */
  handleOf(address: string): Handle;
  /** The unix second of a story's day. */
  second(day: Day): number;
  coin(name: Story["token"]): Coin;
  count(receipt: TransactionReceipt): TransactionReceipt;
  transactions(): number;
};

export function openWorld(hall: Hall, coins: Record<Story["token"], Coin>, now: number): World {
  const actors = new Map(people.map(({ handle, index }) => [handle, actorIn(hall, index)]));
  const handles = new Map([...actors].map(([handle, { address }]) => [address.toLowerCase(), handle]));
  let transactions = 0;

  return {
    hall,
    actor: (handle) => actors.get(handle) ?? actorIn(hall, personOf(handle).index),
    handleOf: (address) => {
      const handle = handles.get(address.toLowerCase());
      if (handle === undefined) throw new Error(`Nobody in the seed lives at ${address}.`);
      return handle;
    },
    second: (day) => Math.round(now - (NOW - day) * DAY),
    coin: (name) => coins[name],
    count: (receipt) => {
      transactions += 1;
      return receipt;
    },
    transactions: () => transactions,
  };
}

export const amountOf = (text: string, { decimals }: Coin): bigint => parseUnits(text, decimals);

/** Deadlines fall on the hour, as people set them. */
export const dueOf = (day: Day, world: World): Date => new Date(Math.ceil(world.second(day) / 3_600) * 3_600_000);

export type Sitting = { seat: bigint; arbiter: Handle; vote?: bigint };
/** Its panels, round by round; the last one sits. */
export type CaseSoFar = { caseId: Hex; panels: Sitting[][] };

/** What came of a story so far. */
export type Telling = {
  story: Story;
  project?: Project["id"];
  proposals: ProposalView["id"][];
  agreement?: { id: Hex; terms: Terms; client: Actor; developer: Actor };
  developerSignature?: Hex;
  cases: Map<number, CaseSoFar>;
  /** Its latest transaction, for when the mirror has to know of it. */
  latest?: Hex;
};

export const tellingOf = (story: Story): Telling => ({ story, proposals: [], cases: new Map() });

export function agreementOf({ agreement, story }: Telling) {
  if (agreement === undefined) throw new Error(`${story.key} has no agreement yet.`);
  return agreement;
}

export function caseIn({ cases, story }: Telling, index: number): CaseSoFar {
  const found = cases.get(index);
  if (found === undefined) throw new Error(`Milestone ${index} of ${story.key} is not in dispute.`);
  return found;
}

export const roundIn = (telling: Telling, index: number): number => caseIn(telling, index).panels.length;

export function jurorIn(telling: Telling, index: number, place: Juror, round = roundIn(telling, index)): Sitting {
  const juror = caseIn(telling, index).panels[round - 1]?.[place];
  if (juror === undefined) throw new Error(`${telling.story.key} has no panel yet.`);
  return juror;
}
