import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, AgreementId, CaseId, Digest, TxHash } from "../lib/ids.ts";
import { Wei } from "../lib/money.ts";
import { PageQuery, pageOf } from "../lib/page.ts";
import { Instant } from "../lib/time.ts";
import { Person } from "./profiles.ts";

/** The court's periods in the words of Solidity. `Executed` is a ruled case whose money Escrow has paid out. */
export const CasePeriod = z.enum(["Answer", "Evidence", "Commit", "Reveal", "Ruled", "Executed"]);
export type CasePeriod = z.infer<typeof CasePeriod>;

export const RulingReason = z.enum(["Median", "Unanswered", "NoQuorum", "Settled"]);
export type RulingReason = z.infer<typeof RulingReason>;

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

export const CaseSummary = z.object({
  caseId: CaseId,
  agreement: AgreementId,
  index: z.number().int(),
  title: z.string().nullable(),
  client: Person,
  developer: Person,
  claimant: Person,
  respondent: Person,
  token: Address,
  atStake: Wei,
  deposit: Wei,
  period: CasePeriod,
  /** When the running period ends; null when nothing runs. */
  until: Instant.nullable(),
  developerBps: z.number().int().nullable(),
  reason: RulingReason.nullable(),
  /** What the viewer is expected to do in this case now, if anything. */
  awaiting: z.enum(["answer", "evidence", "commit", "reveal", "execute", "claim"]).nullable(),
  openedAt: Instant,
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const Case = CaseSummary.extend({
  answerBy: Instant,
  evidenceBy: Instant.nullable(),
  seedBlock: z.string().nullable(),
  commitBy: Instant.nullable(),
  revealBy: Instant.nullable(),
  ruledAt: Instant.nullable(),
  panel: z.array(PanelMember),
  evidence: z.array(EvidenceItem),
  toDeveloper: Wei.nullable(),
  toClient: Wei.nullable(),
});
export type Case = z.infer<typeof Case>;

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
