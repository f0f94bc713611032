import type { Agreement, MilestoneState, MilestoneView } from "#core/features/agreements.ts";

export type Side = "client" | "developer" | "other";

type Parties = { client: { address: string }; developer: { address: string } };

export const sideOf = ({ client, developer }: Parties, viewer: string | null): Side => {
  if (viewer === client.address) return "client";
  if (viewer === developer.address) return "developer";
  return "other";
};

/** What can be done to one milestone; each is a function of Escrow.sol, told from where the caller stands. */
export type Move =
  | "submit"
  | "requestChanges"
  | "release"
  | "releasePart"
  | "refund"
  | "releaseByAnyone"
  | "refundByAnyone"
  | "settle"
  | "dispute";

// As core's isClosed, which would bring the schemas along into the browser.
const closed: Record<MilestoneState, boolean> = {
  Unfunded: false,
  Funded: false,
  Submitted: false,
  Disputed: false,
  Released: true,
  Refunded: true,
  Settled: true,
  Ruled: true,
  Amended: true,
};

/** Escrow.sol refuses a fourth request: the client then releases, settles or disputes. */
export const MAX_CHANGE_REQUESTS = 3;

const hasPassed = (at: string | null, now: number): boolean => at !== null && Date.parse(at) <= now;

const when = (isAllowed: boolean, move: Move): Move[] => (isAllowed ? [move] : []);

/** The moves open to somebody, the likeliest first. `now` is the chain's clock in milliseconds. */
export const movesOf = (agreement: Pick<Agreement, "state">, milestone: MilestoneView, side: Side, now: number): Move[] => {
  const isParty = side !== "other";
  const isBound = agreement.state === "active";
  const anyoneMay = hasPassed(milestone.anyoneFrom, now);

  switch (milestone.state) {
    case "Funded":
      return [
        ...when(side === "developer" && !anyoneMay, "submit"),
        ...when(side !== "developer" && anyoneMay, "refundByAnyone"),
        ...when(side === "client" && isBound, "release"),
        ...when(side === "client" && isBound, "releasePart"),
        ...when(isParty && isBound, "settle"),
        ...when(side === "developer" && isBound && !anyoneMay, "dispute"),
        ...when(side === "developer", "refund"),
      ];
    case "Submitted":
      return [
        ...when(side === "client", "release"),
        ...when(side !== "client" && anyoneMay, "releaseByAnyone"),
        ...when(side === "client" && !anyoneMay && milestone.changesRequested < MAX_CHANGE_REQUESTS, "requestChanges"),
        ...when(side === "client", "releasePart"),
        ...when(isParty, "settle"),
        ...when(isParty && !anyoneMay, "dispute"),
        ...when(side === "developer", "refund"),
      ];
    case "Disputed":
      return when(isParty, "settle");
    case "Unfunded":
    case "Released":
    case "Refunded":
    case "Settled":
    case "Ruled":
    case "Amended":
      return [];
    default:
      return milestone.state satisfies never;
  }
};

/** Milestones are funded in their order, so those without money are the last ones. */
export const unfundedFrom = (plan: readonly MilestoneView[]): MilestoneView[] => plan.filter(({ state }) => state === "Unfunded");

/** The one thing that an agreement waits for, seen by one side. `waiting` means that it is the other side's turn. */
export type NextStep =
  | {
      kind:
        | "redraw"
        | "sign"
        | "awaitSignature"
        | "fund"
        | "awaitFunding"
        | "accept"
        | "awaitAcceptance"
        | "cancelled"
        | "amended"
        | "closed"
        | "fundNext"
        | "watch";
    }
  | { kind: "submit" | "awaitDelivery" | "refundDue" | "review" | "awaitReview" | "releaseDue"; milestone: MilestoneView }
  | { kind: "court"; milestone: MilestoneView };

const hasSigned = (agreement: Agreement, side: Side): boolean =>
  side === "client" ? agreement.clientSignature !== null : side === "developer" && agreement.developerSignature !== null;

const earliest = (milestones: MilestoneView[]): MilestoneView | undefined =>
  milestones.toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];

/** Nothing more is funded under an agreement whose place another took. */
const isAmended = ({ id, line }: Agreement): boolean => line.length > 0 && line.at(-1)?.id !== id;

const activeStep = (agreement: Agreement, side: Side, now: number): NextStep => {
  const open = agreement.plan.filter(({ state }) => !closed[state]);
  const submitted = open.filter(({ state }) => state === "Submitted");
  const funded = open.filter(({ state }) => state === "Funded");
  const due = (each: MilestoneView) => hasPassed(each.anyoneFrom, now);

  const inCourt = open.find(({ state }) => state === "Disputed");
  const review = earliest(submitted.filter((each) => !due(each)));
  const work = earliest(funded.filter((each) => !due(each)));
  const releaseDue = submitted.find(due);
  const refundDue = funded.find(due);

  if (side === "client" && review) return { kind: "review", milestone: review };
  if (releaseDue) return { kind: "releaseDue", milestone: releaseDue };
  if (side === "developer" && work) return { kind: "submit", milestone: work };
  if (refundDue) return { kind: "refundDue", milestone: refundDue };
  if (inCourt) return { kind: "court", milestone: inCourt };
  if (review) return { kind: "awaitReview", milestone: review };
  if (work) return { kind: "awaitDelivery", milestone: work };
  if (isAmended(agreement)) return { kind: "amended" };
  if (side === "client" && open.length > 0) return { kind: "fundNext" };
  return { kind: open.length > 0 ? "awaitFunding" : "closed" };
};

export const nextStepOf = (agreement: Agreement, side: Side, now: number): NextStep => {
  const state = agreement.state;
  switch (state) {
    case "drafted":
    case "signing":
    case "signed": {
      if (side === "other") return { kind: "watch" };
      if (hasPassed(agreement.signBy, now)) return { kind: "redraw" };
      if (!hasSigned(agreement, side)) return { kind: "sign" };
      if (state !== "signed") return { kind: "awaitSignature" };
      return { kind: side === "client" ? "fund" : "awaitFunding" };
    }
    case "offered":
      return { kind: side === "developer" ? "accept" : "awaitAcceptance" };
    case "active":
      return activeStep(agreement, side, now);
    case "closed":
      return unfundedFrom(agreement.plan).length > 0 && side === "client" ? { kind: "fundNext" } : { kind: "closed" };
    case "cancelled":
    case "amended":
      return { kind: state };
    default:
      return state satisfies never;
  }
};
