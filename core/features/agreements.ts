import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, AgreementId, CaseId, Digest, ProjectId, ProposalId, Signature, TxHash } from "../lib/ids.ts";
import { Wei } from "../lib/money.ts";
import { PageQuery, pageOf } from "../lib/page.ts";
import { Instant } from "../lib/time.ts";
import { Person } from "./profiles.ts";

/** The contract's states of a milestone, in its order, in the words of Solidity. */
export const MilestoneState = z.enum([
  "Unfunded",
  "Funded",
  "Submitted",
  "Disputed",
  "Released",
  "Refunded",
  "Settled",
  "Ruled",
  "Amended",
]);
export type MilestoneState = z.infer<typeof MilestoneState>;

export const isClosed = (state: MilestoneState): boolean =>
  state === "Released" || state === "Refunded" || state === "Settled" || state === "Ruled" || state === "Amended";

/**
 * Where an agreement stands, seen from both worlds:
 * `drafted` nobody signed · `signing` one did · `signed` both did, no money yet · `offered` funded, the developer not bound ·
 * `active` money locked and both bound · `closed` every funded milestone is closed and nothing is locked · `cancelled` ·
 * `amended` another agreement took its place and nothing is left here.
 */
export const AgreementState = z.enum(["drafted", "signing", "signed", "offered", "active", "closed", "cancelled", "amended"]);
export type AgreementState = z.infer<typeof AgreementState>;

/** The Terms exactly as the contract hashes them; numbers as decimal strings. */
export const TermsView = z.object({
  client: Address,
  developer: Address,
  token: Address,
  court: Address,
  config: z.string().regex(/^[0-9]{1,78}$/),
  previous: Digest,
  brief: Digest,
  milestones: z.array(z.object({ amount: Wei, due: z.string().regex(/^[0-9]{1,13}$/) })),
});
export type TermsView = z.infer<typeof TermsView>;

/** `at` is null until the fact happened. Amounts in the token's smallest unit. */
export const MilestoneView = z.object({
  index: z.number().int(),
  title: z.string(),
  deliverable: z.string(),
  amount: Wei,
  due: Instant,
  state: MilestoneState,
  /** When the review, or the clock that the last request for changes started, began; null when none runs. */
  clock: Instant.nullable(),
  /** From this moment anyone may release (state Submitted) or refund (state Funded); null when neither can happen. */
  anyoneFrom: Instant.nullable(),
  changesRequested: z.number().int(),
  locked: Wei,
  toDeveloper: Wei,
  toClient: Wei,
  fee: Wei,
  caseId: CaseId.nullable(),
  delivery: Digest.nullable(),
  changeRequest: Digest.nullable(),
});
export type MilestoneView = z.infer<typeof MilestoneView>;

export const Movement = z.object({
  kind: z.enum([
    "created",
    "funded",
    "accepted",
    "cancelled",
    "amended",
    "submitted",
    "changes-requested",
    "released",
    "refunded",
    "settled",
    "disputed",
    "advanced",
    "executed",
  ]),
  index: z.number().int().nullable(),
  amount: Wei,
  fee: Wei,
  txHash: TxHash,
  block: z.string(),
  at: Instant,
  /** Past the finality depth, so it can no longer be taken back. */
  final: z.boolean(),
});
export type Movement = z.infer<typeof Movement>;

export const AgreementSummary = z.object({
  id: AgreementId,
  title: z.string(),
  state: AgreementState,
  project: ProjectId.nullable(),
  client: Person,
  developer: Person,
  token: Address,
  total: Wei,
  locked: Wei,
  milestones: z.number().int(),
  closed: z.number().int(),
  disputed: z.number().int(),
  nextDue: Instant.nullable(),
  /** What the viewer is expected to do next, if anything. */
  awaiting: z.enum(["sign", "fund", "accept", "submit", "review", "answer", "execute", "amend"]).nullable(),
  createdAt: Instant,
});
export type AgreementSummary = z.infer<typeof AgreementSummary>;

/** One of the agreements that followed each other by amendment. */
export const AgreementVersion = z.object({ id: AgreementId, since: Instant });
export type AgreementVersion = z.infer<typeof AgreementVersion>;

export const Agreement = AgreementSummary.extend({
  proposal: ProposalId.nullable(),
  terms: TermsView,
  chainId: z.number().int(),
  escrow: Address,
  /** Decoded from terms.config. */
  feeBps: z.number().int(),
  reviewPeriod: z.number().int(),
  /** Both agree that the developer may answer a claim out of the disputed milestone. */
  allowsAdvance: z.boolean(),
  signBy: Instant,
  clientSignature: Signature.nullable(),
  developerSignature: Signature.nullable(),
  /** The viewer is no reader of it, and sees what the chain tells everybody: numbers in place of titles, no deliverables. */
  wordsWithheld: z.boolean(),
  plan: z.array(MilestoneView),
  history: z.array(Movement),
  /** This agreement and what it was amended from and into, the oldest first; empty before it is on chain. */
  line: z.array(AgreementVersion),
});
export type Agreement = z.infer<typeof Agreement>;

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Escrow's clocks count whole hours, rounded up, so that nobody's period is cut short. */
export const hourUp = (at: Date): Date => new Date(Math.ceil(seconds(at) / 3_600) * 3_600_000);

type Lane = { state: MilestoneState; due: Date; clock: Date | null; changesRequested: number };

/** When a clock runs it is part of what a settlement signs; Escrow's `_clockOf`. */
export const runningClock = ({ state, clock, changesRequested }: Lane): Date | null =>
  clock !== null && (state === "Submitted" || state === "Disputed" || (state === "Funded" && changesRequested > 0))
    ? hourUp(clock)
    : null;

/**
 * Escrow's `_reviewBy` and `_submitBy`: from this second on anyone may release what is submitted and not refused, or
 * refund what is funded and not submitted. Null when neither can happen.
 */
export const anyoneFrom = (lane: Lane, reviewPeriod: number): Date | null => {
  const clock = runningClock(lane);
  const afterClock = clock === null ? null : seconds(clock) + reviewPeriod;
  if (lane.state === "Submitted") return afterClock === null ? null : new Date(afterClock * 1000);
  if (lane.state !== "Funded") return null;
  // In the last second a submission is still taken.
  return new Date((Math.max(seconds(lane.due), afterClock ?? 0) + 1) * 1000);
};

/** What is known of an agreement on chain; null before it is funded. */
export type OnChain = {
  accepted: boolean;
  cancelled: boolean;
  /** The agreement that took this one's place. */
  next: string | null;
  milestones: readonly { state: MilestoneState; locked: bigint }[];
};

export const agreementState = (signatures: { client: boolean; developer: boolean }, onChain: OnChain | null): AgreementState => {
  if (onChain === null) {
    if (signatures.client && signatures.developer) return "signed";
    return signatures.client || signatures.developer ? "signing" : "drafted";
  }
  if (onChain.cancelled) return "cancelled";
  const isOver = onChain.milestones.every(({ state, locked }) => (isClosed(state) || state === "Unfunded") && locked === 0n);
  if (isOver) return onChain.next === null ? "closed" : "amended";
  return onChain.accepted ? "active" : "offered";
};

export type Awaited = {
  state: AgreementState;
  side: "client" | "developer" | null;
  hasSigned: boolean;
  milestones: readonly Lane[];
  reviewPeriod: number;
  /** Open cases of its milestones. */
  cases: readonly { isRespondent: boolean; period: string; answerBy: Date }[];
  /** The open amendment, by who has signed it. */
  amendment: { client: boolean; developer: boolean } | null;
  now: Date;
};

/** Whoever has not signed is asked to sign or to decline; signed by both, it is the client's to send, who may have to pay. */
const amendmentWaits = (signed: { client: boolean; developer: boolean }, side: "client" | "developer"): boolean =>
  signed.client && signed.developer ? side === "client" : !signed[side];

/** What one side is expected to do next: first what it loses by waiting for. */
export const awaitedOf = ({
  state,
  side,
  hasSigned,
  milestones,
  reviewPeriod,
  cases,
  amendment,
  now,
}: Awaited): AgreementSummary["awaiting"] => {
  if (side === null) return null;
  if (state === "drafted" || state === "signing") return hasSigned ? null : "sign";
  if (state === "signed") return side === "client" ? "fund" : null;
  if (state === "offered") return side === "developer" ? "accept" : null;
  if (state !== "active") return null;

  const isOpen = (lane: Lane) => (anyoneFrom(lane, reviewPeriod) ?? now) > now;
  if (cases.some(({ isRespondent, period, answerBy }) => isRespondent && period === "Answer" && answerBy > now)) return "answer";
  if (cases.some(({ period }) => period === "Ruled")) return "execute";
  if (side === "client" && milestones.some((lane) => lane.state === "Submitted")) return "review";
  if (amendment !== null && amendmentWaits(amendment, side)) return "amend";
  return side === "developer" && milestones.some((lane) => lane.state === "Funded" && isOpen(lane)) ? "submit" : null;
};

/** Settlement of one milestone off a form: both sign the same typed data, whoever has both sends it. */
export const SettlementOffer = z.object({
  agreement: AgreementId,
  index: z.number().int().min(0).max(11),
  developerBps: z.number().int().min(0).max(10_000),
  deadline: Instant,
  by: Address,
  signature: Signature,
  createdAt: Instant,
});
export type SettlementOffer = z.infer<typeof SettlementOffer>;

export const agreements = {
  mine: oc
    .route({ method: "GET", path: "/v1/agreements", summary: "My agreements, as client or developer", tags: ["agreements"] })
    .input(PageQuery.extend({ state: AgreementState.optional(), side: z.enum(["client", "developer"]).optional() }))
    .output(pageOf(AgreementSummary)),
  get: oc
    .route({
      method: "GET",
      path: "/v1/agreements/{id}",
      summary: "One agreement with its milestones and money; its words to its parties, drawn arbiters and admins alone",
      tags: ["agreements"],
    })
    .input(z.object({ id: AgreementId }))
    .output(Agreement),
  sign: oc
    .route({
      method: "POST",
      path: "/v1/agreements/{id}/signature",
      summary: "Keep my EIP-712 signature of the Terms",
      tags: ["agreements"],
    })
    .input(z.object({ id: AgreementId, signature: Signature }))
    .output(Agreement),
  redraw: oc
    .route({
      method: "POST",
      path: "/v1/agreements/{id}/redraw",
      summary: "Draw the same agreement up again when its signing time has run out or the fee has changed",
      tags: ["agreements"],
    })
    .input(z.object({ id: AgreementId }))
    .output(Agreement),
};

export const settlements = {
  list: oc
    .route({
      method: "GET",
      path: "/v1/agreements/{agreement}/settlements",
      summary: "Open settlement offers",
      tags: ["settlements"],
    })
    .input(z.object({ agreement: AgreementId }))
    .output(z.array(SettlementOffer)),
  offer: oc
    .route({
      method: "POST",
      path: "/v1/agreements/{agreement}/settlements",
      summary: "Offer a split of one milestone, signed",
      tags: ["settlements"],
      successStatus: 201,
    })
    .input(SettlementOffer.omit({ by: true, createdAt: true }))
    .output(SettlementOffer),
};
