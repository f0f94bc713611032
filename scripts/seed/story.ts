import type { Field } from "#core/features/projects.ts";

/** Days since the local chain was born, with fractions: day 0 is three months ago, day 90 is now. */
export type Day = number;
export const NOW: Day = 90;

export type Handle = string;
export type Side = "client" | "developer";
/** The lot is a real one, so a story knows its arbiters only by their place on the panel. */
export type Juror = number;

/** What a person writes about a milestone; kept by the API, its digest goes on chain. */
export type Note = { title: string; text: string; links?: string[] };

export type Plan = { title: string; deliverable: string; amount: string; due: Day };

/** `accepted` is told by the course; whoever is still `submitted` at the end waits for an answer. */
export type Proposal = {
  by: Handle;
  at: Day;
  letter: string;
  reviewDays: number;
  plan: Plan[];
  fate?: { at: Day; is: "declined" | "withdrawn" };
};

/** One thing that somebody did. `by` is given where more than one person could have done it. */
export type Step = { at: Day } & (
  | { do: "accept-proposal" }
  | { do: "sign"; by: Side }
  | { do: "fund"; count: number; signed: boolean }
  /** Another plan for what is left, proposed and signed by one side and put in place by the other. `from`: which milestone goes on. */
  | { do: "amend"; by: Side; reason: string; funded: number; plan: (Plan & { from?: number })[] }
  | { do: "cancel" }
  | { do: "submit"; index: number; note: Note }
  | { do: "request-changes"; index: number; note: Note }
  | { do: "release"; index: number; by?: Handle }
  | { do: "release-part"; index: number; amount: string }
  | { do: "refund"; index: number; by?: Handle }
  | { do: "offer-split"; index: number; by: Side; developerBps: number }
  | { do: "settle"; index: number; by: Side; developerBps: number }
  | { do: "dispute"; index: number; by: Side; note: Note }
  | { do: "answer"; index: number; by: Side; note: Note }
  | { do: "evidence"; index: number; by: Side; note: Note }
  | { do: "draw"; index: number; by: Handle }
  | { do: "appeal"; index: number; by: Handle; side: Side }
  | { do: "commit"; index: number; by: Juror; vote: number }
  | { do: "reveal"; index: number; by: Juror }
  | { do: "pass"; index: number; by: Handle }
  | { do: "execute"; index: number; by: Handle }
  | { do: "reward"; index: number; by: Handle }
  | { do: "reclaim"; index: number; by: Handle }
  | { do: "withdraw"; index: number; by: Handle | Juror }
  // Of an earlier round, where it is given.
  | { do: "return-to-court"; index: number; by: Juror; round?: number }
);

export type Deed = Step["do"];

export type Story = {
  key: string;
  client: Handle;
  posted: Day;
  title: string;
  brief: string;
  field: Field;
  skills: string[];
  token: "ETH" | "GUSD";
  budget: string;
  deadline: Day;
  takenDown?: Day;
  /** The first is the one that was accepted, where the story has a course. */
  proposals: Proposal[];
  course?: Step[];
};

/** The usual beginning: a proposal accepted, both sign the same hash, the client funds what was planned. */
export const agreed = (days: { accepted: Day; client: Day; developer: Day; funded: Day }, count: number): Step[] => [
  { at: days.accepted, do: "accept-proposal" },
  { at: days.client, do: "sign", by: "client" },
  { at: days.developer, do: "sign", by: "developer" },
  { at: days.funded, do: "fund", count, signed: true },
];

/** The whole panel commits; how each votes, in basis points for the developer. */
export const committed = (at: Day, index: number, ...votes: number[]): Step[] =>
  votes.map((vote, by) => ({ at, do: "commit", index, by, vote }));

export const revealed = (at: Day, index: number, ...jurors: Juror[]): Step[] =>
  jurors.map((by) => ({ at, do: "reveal", index, by }));
