import { NO_PREVIOUS } from "#core/chain/terms.ts";
import { Field, type Project } from "#core/features/projects.ts";
import { Address, AgreementId, ProjectId } from "#core/lib/ids.ts";
import { Wei } from "#core/lib/money.ts";
import type { Prisma } from "#db";
import { asPerson } from "../../lib/people.ts";

export const shownWith = {
  person: { select: { address: true, handle: true, name: true } },
  agreements: { where: { replacedBy: null, previous: NO_PREVIOUS }, select: { id: true }, take: 1 },
  _count: { select: { proposals: { where: { state: { not: "withdrawn" } } } } },
} as const satisfies Prisma.ProjectInclude;

export type ProjectRow = Prisma.ProjectGetPayload<{ include: typeof shownWith }>;

export const toProject = (row: ProjectRow): Project => ({
  id: ProjectId.parse(row.id),
  title: row.title,
  brief: row.brief,
  field: Field.parse(row.field),
  skills: row.skills,
  token: Address.parse(row.token),
  budget: Wei.parse(row.budget.toFixed()),
  deadline: row.deadline.toISOString(),
  state: row.state,
  client: asPerson(row.person),
  proposals: row._count.proposals,
  agreement: row.agreements[0] ? AgreementId.parse(row.agreements[0].id) : null,
  createdAt: row.createdAt.toISOString(),
});
