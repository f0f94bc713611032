import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, AgreementId, ProjectId, ProposalId } from "../lib/ids.ts";
import { MilestoneAmount, Wei } from "../lib/money.ts";
import { pageOf, PageQuery } from "../lib/page.ts";
import { line, words } from "../lib/text.ts";
import { Instant } from "../lib/time.ts";
import { Person } from "./profiles.ts";

export const MAX_MILESTONES = 12;
/** Bounds of the contract's packed review period, as people use it: a day to sixty days, in seconds. */
export const MIN_REVIEW = 86_400;
export const MAX_REVIEW = 60 * 86_400;

export const PlannedMilestone = z.object({
  title: line(120, 3),
  deliverable: words(4_000, 10),
  amount: MilestoneAmount,
  due: Instant,
});
export type PlannedMilestone = z.infer<typeof PlannedMilestone>;

export const ProposalState = z.enum(["submitted", "accepted", "declined", "withdrawn"]);
export type ProposalState = z.infer<typeof ProposalState>;

export const ProposalInput = z.object({
  id: ProposalId,
  project: ProjectId,
  letter: words(8_000, 40),
  token: Address,
  /** Seconds that the client has to answer a submission before anyone may release it. */
  reviewPeriod: z.number().int().min(MIN_REVIEW).max(MAX_REVIEW),
  /** Whether the developer may answer a dispute out of the disputed money; in the chain's coin alone. */
  allowsAdvance: z.boolean().default(false),
  milestones: z.array(PlannedMilestone).min(1).max(MAX_MILESTONES),
});
export type ProposalInput = z.infer<typeof ProposalInput>;

export const Proposal = z.object({
  id: ProposalId,
  project: ProjectId,
  projectTitle: z.string(),
  developer: Person,
  letter: z.string(),
  token: Address,
  reviewPeriod: z.number().int(),
  allowsAdvance: z.boolean(),
  milestones: z.array(z.object({ title: z.string(), deliverable: z.string(), amount: Wei, due: Instant })),
  total: Wei,
  state: ProposalState,
  agreement: AgreementId.nullable(),
  createdAt: Instant,
});
export type Proposal = z.infer<typeof Proposal>;

export const proposals = {
  forProject: oc
    .route({
      method: "GET",
      path: "/v1/projects/{project}/proposals",
      summary: "Proposals for a project: all for its client, one's own for a developer",
      tags: ["proposals"],
    })
    .input(PageQuery.extend({ project: ProjectId }))
    .output(pageOf(Proposal)),
  mine: oc
    .route({ method: "GET", path: "/v1/proposals", summary: "The proposals I made", tags: ["proposals"] })
    .input(PageQuery)
    .output(pageOf(Proposal)),
  submit: oc
    .route({ method: "POST", path: "/v1/proposals", summary: "Propose", tags: ["proposals"], successStatus: 201 })
    .input(ProposalInput)
    .output(Proposal),
  withdraw: oc
    .route({ method: "POST", path: "/v1/proposals/{id}/withdraw", summary: "Withdraw a proposal", tags: ["proposals"] })
    .input(z.object({ id: ProposalId }))
    .output(Proposal),
  decline: oc
    .route({ method: "POST", path: "/v1/proposals/{id}/decline", summary: "Decline a proposal", tags: ["proposals"] })
    .input(z.object({ id: ProposalId }))
    .output(Proposal),
  accept: oc
    .route({
      method: "POST",
      path: "/v1/proposals/{id}/accept",
      summary: "Accept a proposal and draw up its agreement, ready for both to sign",
      tags: ["proposals"],
    })
    .input(z.object({ id: ProposalId }))
    .output(z.object({ proposal: Proposal, agreement: AgreementId })),
};
