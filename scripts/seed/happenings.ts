/** All that happens in the seeded world, each with its day and how to make it happen. */
import { courtAbi } from "#core/chain/abi.ts";
import { mintId } from "#core/lib/ids.ts";
import { perform } from "./deeds.ts";
import { arrivals, type Happening } from "./moments.ts";
import { personOf } from "./people.ts";
import type { Deed, Handle, Proposal, Step } from "./story.ts";
import { amountOf, dueOf, type Telling, type World } from "./world.ts";

/** Court periods and review periods are told by the second. */
const exact: ReadonlySet<Deed> = new Set<Deed>([
  "submit",
  "request-changes",
  "dispute",
  "answer",
  "draw",
  "appeal",
  "commit",
  "reveal",
  "pass",
  "release",
  "refund",
  "settle",
]);
const spoken: ReadonlySet<Deed> = new Set<Deed>([
  "accept-proposal",
  "sign",
  "amend",
  "submit",
  "request-changes",
  "dispute",
  "answer",
  "evidence",
  "offer-split",
]);

/** Who sits in the court, and since which day. */
export const seatsTaken: readonly [Handle, number][] = [
  ["hadiza", 1.2],
  ["yichun", 1.4],
  ["sigridur", 1.9],
  ["arash", 2.3],
  ["giulia", 3.1],
  ["tendai", 4.4],
  ["miriam", 5.2],
  ["nimali", 6.8],
  ["nino", 8.3],
  ["siobhan", 14.4],
  ["mehmet", 27.5],
  ["giorgos", 47.9],
  // When the first panel of fifteen could not have been filled, those who only worked here took seats as well.
  ["priya", 79.8],
  ["hongvan", 79.8],
  ["rafael", 79.8],
  ["layla", 79.8],
  ["noe", 79.9],
  ["seoyeon", 79.9],
  ["zanele", 79.9],
  ["tomasz", 79.9],
  ["omar", 80.0],
  ["ren", 80.0],
  ["juergen", 80.0],
  ["thabo", 80.0],
  ["misaki", 80.1],
  ["amara", 80.1],
  ["dmytro", 80.1],
  ["olha", 80.1],
];

export function happeningsOf(tellings: readonly Telling[], world: World): Happening[] {
  const stories = tellings.map(({ story }) => story);
  return [
    ...[...arrivals(stories)].map(([handle, at]) => arrival(handle, at, world)),
    ...seatsTaken.map(([handle, at]) => seat(handle, at, world)),
    ...tellings.flatMap((telling) => [
      posting(telling, world),
      ...telling.story.proposals.flatMap((proposal, place) => proposing(telling, proposal, place, world)),
      ...takingDown(telling, world),
      ...(telling.story.course ?? []).map((step) => deed(telling, step, world)),
    ]),
  ];
}

const deed = (telling: Telling, step: Step, world: World): Happening => ({
  at: step.at,
  lane: telling.story.key,
  isExact: exact.has(step.do),
  isSpoken: spoken.has(step.do),
  what: `${step.do} in ${telling.story.key}`,
  run: () => perform(step, telling, world),
});

const arrival = (handle: Handle, at: number, world: World): Happening => ({
  at,
  lane: handle,
  isExact: false,
  isSpoken: true,
  what: `${handle} signs in`,
  run: async () => {
    const { api, signIn } = world.actor(handle);
    await signIn();
    const { name, headline, bio, location, timeZone, skills, links, availableHours } = personOf(handle);
    await api.profiles.update({ handle, name, headline, bio, location, timeZone, skills, links, availableHours });
  },
});

const seat = (handle: Handle, at: number, world: World): Happening => ({
  at,
  lane: handle,
  isExact: false,
  isSpoken: false,
  what: `${handle} takes a seat`,
  run: async () => {
    const { chain, deployment } = world.hall;
    const { seatStake } = await chain.readContract({ address: deployment.court, abi: courtAbi, functionName: "parameters" });
    world.count(await world.actor(handle).court("takeSeat", [], seatStake));
  },
});

const posting = (telling: Telling, world: World): Happening => {
  const { story } = telling;
  const { title, brief, field, skills, budget, token, deadline } = story;
  return {
    at: story.posted,
    lane: story.key,
    isExact: false,
    isSpoken: true,
    what: `${story.key} is posted`,
    run: async () => {
      const coin = world.coin(token);
      const { id } = await world.actor(story.client).api.projects.post({
        id: mintId(world.second(story.posted) * 1000),
        title,
        brief,
        field,
        skills,
        token: coin.address,
        budget: amountOf(budget, coin).toString(),
        deadline: dueOf(deadline, world).toISOString(),
      });
      telling.project = id;
    },
  };
};

/** Letters reach the client one by one, so their order is the story's. */
function proposing(telling: Telling, proposal: Proposal, place: number, world: World): Happening[] {
  const { story } = telling;
  const common = { lane: story.key, isExact: false, isSpoken: true };
  const { fate } = proposal;
  const proposed: Happening = {
    ...common,
    at: proposal.at,
    what: `${proposal.by} proposes for ${story.key}`,
    run: async () => {
      const coin = world.coin(story.token);
      const { id } = await world.actor(proposal.by).api.proposals.submit({
        id: mintId(world.second(proposal.at) * 1000),
        project: telling.project ?? "",
        letter: proposal.letter,
        token: coin.address,
        reviewPeriod: proposal.reviewDays * 86_400,
        milestones: proposal.plan.map(({ title, deliverable, amount, due }) => ({
          title,
          deliverable,
          amount: amountOf(amount, coin).toString(),
          due: dueOf(due, world).toISOString(),
        })),
      });
      telling.proposals[place] = id;
    },
  };
  if (fate === undefined) return [proposed];

  const answered: Happening = {
    ...common,
    at: fate.at,
    what: `a proposal for ${story.key} is ${fate.is}`,
    run: async () => {
      const id = telling.proposals[place] ?? "";
      if (fate.is === "declined") await world.actor(story.client).api.proposals.decline({ id });
      else await world.actor(proposal.by).api.proposals.withdraw({ id });
    },
  };
  return [proposed, answered];
}

function takingDown(telling: Telling, world: World): Happening[] {
  const { story } = telling;
  if (story.takenDown === undefined) return [];
  return [
    {
      at: story.takenDown,
      lane: story.key,
      isExact: false,
      isSpoken: true,
      what: `${story.key} is taken down`,
      run: async () => {
        await world.actor(story.client).api.projects.cancel({ id: telling.project ?? "" });
      },
    },
  ];
}
