import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, AgreementId, CaseId, Digest, TxHash } from "../lib/ids.ts";
import { Wei } from "../lib/money.ts";
import { PageQuery, pageOf } from "../lib/page.ts";
import { Instant } from "../lib/time.ts";
import { Person } from "./profiles.ts";

/** The court's periods in the words of Solidity. `Executed` is a ruled case whose money Escrow has paid out. */
export const CasePeriod = z.enum(["Answer", "Evidence", "Commit", "Reveal", "Appeal", "Ruled", "Executed"]);
export type CasePeriod = z.infer<typeof CasePeriod>;

export const RulingReason = z.enum(["Median", "Unanswered", "NoQuorum", "Settled"]);
export type RulingReason = z.infer<typeof RulingReason>;

export const Side = z.enum(["client", "developer"]);
export type Side = z.infer<typeof Side>;

export const SlashReason = z.enum(["silent", "unrevealed", "exposed", "incoherent"]);

export const PanelMember = z.object({
  seat: z.string(),
  arbiter: Person,
  round: z.number().int(),
  hasCommitted: z.boolean(),
  /** What a reveal must match, so that a browser checks a vote before it sends it. */
  commitment: Digest.nullable(),
  /** The developer's share in basis points; null until revealed. */
  vote: z.number().int().nullable(),
  slashed: Wei,
  /** Why the seat was lost; null while it is held. */
  slashedFor: SlashReason.nullable(),
  /** Who showed the sealed vote too early. */
  exposedBy: Person.nullable(),
  rewarded: Wei,
});
export type PanelMember = z.infer<typeof PanelMember>;

export const EvidenceItem = z.object({
  by: Person,
  uri: z.string(),
  digest: Digest,
  /** Null when the document is not ours or the viewer may not read it: parties and drawn arbiters may. */
  title: z.string().nullable(),
  text: z.string().nullable(),
  links: z.array(z.string()),
  txHash: TxHash,
  at: Instant,
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** `Failed`: no quorum. `Closed`: never drawn, or the parties settled meanwhile. */
export const RoundState = z.enum(["Running", "Ruled", "Failed", "Closed"]);

export const Round = z.object({
  round: z.number().int(),
  /** How many arbiters it has. */
  size: z.number().int(),
  state: RoundState,
  /** For whose side it was appealed; null in the first round and in one that followed a round without a quorum. */
  appellant: Side.nullable(),
  /** What each side that paid for this round paid. */
  price: Wei.nullable(),
  paidByClient: Person.nullable(),
  paidByDeveloper: Person.nullable(),
  evidenceBy: Instant,
  commitBy: Instant.nullable(),
  revealBy: Instant.nullable(),
  appealBy: Instant.nullable(),
  developerBps: z.number().int().nullable(),
  beganAt: Instant,
  endedAt: Instant.nullable(),
});
export type Round = z.infer<typeof Round>;

/** Who may pay for the next round, or for the running one as the other side did. */
export const AppealOffer = z.object({
  kind: z.enum(["appeal", "match"]),
  /** The sides that somebody may pay for. */
  sides: z.array(Side),
  round: z.number().int(),
  panel: z.number().int(),
  price: Wei,
  until: Instant,
  /** How many people must sit in the court before such a panel can be drawn, and how many do. */
  ownersNeeded: z.number().int(),
  owners: z.number().int(),
});
export type AppealOffer = z.infer<typeof AppealOffer>;

export const CaseSummary = z.object({
  caseId: CaseId,
  agreement: AgreementId,
  /** The milestones in dispute, from the lowest, whose index is the case's own; several may share one case. */
  index: z.number().int(),
  indexes: z.array(z.number().int()).min(1),
  title: z.string().nullable(),
  client: Person,
  developer: Person,
  claimant: Person,
  respondent: Person,
  token: Address,
  atStake: Wei,
  deposit: Wei,
  /** By the clock: a ruling becomes final without a transaction. */
  period: CasePeriod,
  /** Which round runs or ran last, from 1; 0 before the answer. */
  round: z.number().int(),
  /** When the running period ends; null when nothing runs. */
  until: Instant.nullable(),
  /** The ruling: final once ruled, before that the one that stands until a later round rules. */
  developerBps: z.number().int().nullable(),
  reason: RulingReason.nullable(),
  /** What the viewer is expected to do in this case now, if anything. */
  awaiting: z.enum(["answer", "evidence", "commit", "reveal", "appeal", "match", "execute", "claim"]).nullable(),
  openedAt: Instant,
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const Case = CaseSummary.extend({
  answerBy: Instant,
  evidenceBy: Instant.nullable(),
  seedBlock: z.string().nullable(),
  commitBy: Instant.nullable(),
  revealBy: Instant.nullable(),
  appealBy: Instant.nullable(),
  ruledAt: Instant.nullable(),
  rounds: z.array(Round),
  appeal: AppealOffer.nullable(),
  /** What the court gave the parties back, once it has. */
  clientBack: Wei.nullable(),
  developerBack: Wei.nullable(),
  panel: z.array(PanelMember),
  evidence: z.array(EvidenceItem),
  toDeveloper: Wei.nullable(),
  toClient: Wei.nullable(),
});
export type Case = z.infer<typeof Case>;

/** When the running period ends; null when nothing runs. */
export const caseUntil = (each: {
  period: CasePeriod;
  answerBy: Date;
  evidenceBy: Date | null;
  commitBy: Date | null;
  revealBy: Date | null;
  appealBy: Date | null;
}): Date | null => {
  switch (each.period) {
    case "Answer":
      return each.answerBy;
    case "Evidence":
      return each.evidenceBy;
    case "Commit":
      return each.commitBy;
    case "Reveal":
      return each.revealBy;
    case "Appeal":
      return each.appealBy;
    case "Ruled":
    case "Executed":
      return null;
    default:
      return each.period satisfies never;
  }
};

type Place = { hasCommitted: boolean; vote: number | null; isSlashed: boolean };

export type CaseSeen = {
  period: CasePeriod;
  until: Date | null;
  isClaimant: boolean;
  isRespondent: boolean;
  /** Whether the viewer told the court something already. */
  hasTold: boolean;
  /** Whether the viewer's side may pay for a round now: it lost something, or the other side appealed. */
  mayPay: AppealOffer["kind"] | null;
  /** The viewer's seat in the panel that votes now. */
  seat: Place | null;
  /** Whether every seat of that panel has committed: the first reveal then ends the period early. */
  allCommitted: boolean;
  /** Whether the court owes the viewer a share of this case. */
  hasShare: boolean;
  now: Date;
};

/** What somebody is expected to do in a case now. A period that is over waits for anyone, so for nobody by name. */
export const caseAwaited = (seen: CaseSeen): CaseSummary["awaiting"] => {
  const { period, until, isRespondent, seat, allCommitted, hasShare, now } = seen;
  const isParty = seen.isClaimant || isRespondent;
  const isRunning = until !== null && until >= now;
  const maySit = seat !== null && !seat.isSlashed;
  switch (period) {
    case "Answer":
      return isRespondent && isRunning ? "answer" : null;
    case "Evidence":
      if (seen.mayPay === "match") return "match";
      return isParty && isRunning && !seen.hasTold ? "evidence" : null;
    case "Commit":
      if (maySit && allCommitted) return "reveal";
      return maySit && isRunning && !seat.hasCommitted ? "commit" : null;
    case "Reveal":
      return maySit && isRunning && seat.hasCommitted && seat.vote === null ? "reveal" : null;
    case "Appeal":
      return seen.mayPay;
    case "Ruled":
      if (isParty) return "execute";
      return hasShare ? "claim" : null;
    case "Executed":
      return hasShare ? "claim" : null;
    default:
      return period satisfies never;
  }
};

export const SeatView = z.object({ seat: z.string(), arbiter: Person, takenAt: Instant, leftAt: Instant.nullable() });

export const disputes = {
  list: oc
    .route({ method: "GET", path: "/v1/cases", summary: "Cases, the newest first", tags: ["disputes"] })
    .input(PageQuery.extend({ period: CasePeriod.optional(), mine: z.enum(["party", "arbiter"]).optional() }))
    .output(pageOf(CaseSummary)),
  get: oc
    .route({ method: "GET", path: "/v1/cases/{caseId}", summary: "One case with its panel and evidence", tags: ["disputes"] })
    .input(z.object({ caseId: CaseId }))
    .output(Case),
  seats: oc
    .route({ method: "GET", path: "/v1/seats", summary: "Who sits in the court", tags: ["disputes"] })
    .input(PageQuery)
    .output(pageOf(SeatView)),
};
