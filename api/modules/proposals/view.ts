import { NO_PREVIOUS } from "#core/chain/terms.ts";
import { PlannedMilestone, type Proposal } from "#core/features/proposals.ts";
import { Address, AgreementId, ProjectId, ProposalId } from "#core/lib/ids.ts";
import { Wei } from "#core/lib/money.ts";
import type { Prisma } from "#db";
import { asPerson } from "../../lib/people.ts";

export const shownWith = {
  person: { select: { address: true, handle: true, name: true } },
  project: { select: { title: true, client: true } },
  agreements: { where: { replacedBy: null, previous: NO_PREVIOUS }, select: { id: true }, take: 1 },
} as const satisfies Prisma.ProposalInclude;

export type ProposalRow = Prisma.ProposalGetPayload<{ include: typeof shownWith }>;

export const toProposal = (row: ProposalRow): Proposal => ({
  id: ProposalId.parse(row.id),
  project: ProjectId.parse(row.projectId),
  projectTitle: row.project.title,
  developer: asPerson(row.person),
  letter: row.letter,
  token: Address.parse(row.token),
  reviewPeriod: row.reviewPeriod,
  allowsAdvance: row.allowsAdvance,
  milestones: PlannedMilestone.array().parse(row.milestones),
  total: Wei.parse(row.total.toFixed()),
  state: row.state,
  agreement: row.agreements[0] ? AgreementId.parse(row.agreements[0].id) : null,
  createdAt: row.createdAt.toISOString(),
});
