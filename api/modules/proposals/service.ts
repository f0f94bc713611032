import { canonical } from "#core/features/documents.ts";
import type { PlannedMilestone, Proposal, ProposalInput } from "#core/features/proposals.ts";
import { Address, type AgreementId, ProjectId, ProposalId } from "#core/lib/ids.ts";
import { sumWei } from "#core/lib/money.ts";
import type { Page } from "#core/lib/page.ts";
import { Problem } from "#core/lib/problem.ts";
import type { Prisma, Tx } from "#db";
import type { Deps } from "../../deps.ts";
import { asDate, asUuid, markOf, pageOf, readMark } from "../../lib/paging.ts";
import type { RequestContext, Viewer } from "../../lib/request.ts";
import { drawUp } from "../agreements/index.ts";
import { type Act, mustBeAllowed, visibleTo } from "./policy.ts";
import { type ProposalRow, shownWith, toProposal } from "./view.ts";

type Asked = { viewer: Viewer } & Pick<RequestContext, "requestId">;
type Paged = { after?: string | undefined; limit: number };

export const proposalService = ({ database: { prisma }, change, chain, clock, settings }: Deps) => {
  const find = async (id: ProposalId, act: Act, viewer: Viewer): Promise<ProposalRow> => {
    const row = await prisma.proposal.findUnique({ where: { id }, include: shownWith });
    mustBeAllowed(act, row, viewer);
    return row;
  };

  const page = async (where: Prisma.ProposalWhereInput, { after, limit }: Paged): Promise<Page<Proposal>> => {
    const mark = readMark(after, asDate, asUuid);
    const beyond = mark ? { OR: [{ createdAt: { lt: mark[0] } }, { createdAt: mark[0], id: { lt: mark[1] } }] } : {};
    const rows = await prisma.proposal.findMany({
      where: { AND: [where, beyond] },
      include: shownWith,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    });
    return pageOf(rows, limit, toProposal, (row) => markOf(row.createdAt, row.id));
  };

  const forProject = async (
    { project: id, ...paged }: Paged & { project: ProjectId },
    { viewer }: Asked,
  ): Promise<Page<Proposal>> => {
    const project = await prisma.project.findUnique({ where: { id }, select: { client: true } });
    if (project === null) throw noSuchProject();
    return page({ projectId: id, ...visibleTo(project, viewer) }, paged);
  };

  const mine = (paged: Paged, { viewer }: Asked): Promise<Page<Proposal>> => page({ developer: viewer.address }, paged);

  const check = async (input: ProposalInput, now: Date): Promise<void> => {
    const { tokens } = await chain.facts();
    if (!tokens.some(({ address }) => address === input.token)) {
      throw new Problem("rule-broken", "token: work is paid in a token that Guildhall lists; choose one of those.", {
        token: "not listed",
      });
    }
    if (input.allowsAdvance && BigInt(input.token) !== 0n) {
      throw new Problem("rule-broken", "allowsAdvance: a court takes the chain's coin, so this is for work paid in it.", {
        allowsAdvance: "token",
      });
    }
    const late = input.milestones.findIndex(({ due }) => new Date(due) <= now);
    if (late !== -1) {
      throw new Problem("rule-broken", `milestones.${late}.due: this moment has passed; choose a later one.`, {
        [`milestones.${late}.due`]: "passed",
      });
    }
  };

  const submit = async (input: ProposalInput, { viewer, requestId }: Asked): Promise<Proposal> => {
    const known = await sameOrConflict(input, viewer);
    if (known) return known;
    const now = await clock.now();
    await check(input, now);

    await change(requestId, async (tx, tell) => {
      const client = await openProject(tx, input.project, viewer);
      const { id, project: projectId, letter, token, reviewPeriod, allowsAdvance } = input;
      const milestones = input.milestones.map(inSeconds);
      const total = sumWei(milestones.map(({ amount }) => amount)).toString();
      await tx.proposal.create({
        data: {
          id,
          projectId,
          developer: viewer.address,
          letter,
          token,
          reviewPeriod,
          allowsAdvance,
          milestones,
          total,
          createdAt: now,
          updatedAt: now,
        },
      });
      await tell("proposal.submitted", { proposal: id, project: projectId, client, developer: viewer.address });
    }).catch(async (error: unknown) => {
      // Another tab with the same words may have been faster; what it wrote is then found below.
      if ((await prisma.proposal.count({ where: { id: input.id } })) === 0) throw error;
    });
    const made = await sameOrConflict(input, viewer);
    if (made) return made;
    throw new Error("A proposal was written and is not there.");
  };

  /** Sent twice, made once; other words under the same id are refused. */
  const sameOrConflict = async (input: ProposalInput, viewer: Viewer): Promise<Proposal | undefined> => {
    const row = await prisma.proposal.findUnique({ where: { id: input.id }, include: shownWith });
    if (row === null) return undefined;
    if (row.developer === viewer.address && isSame(row, input)) return toProposal(row);
    throw new Problem("conflict", "A proposal with this id is already there and says something else; send it under a new id.");
  };

  /** Held until the transaction ends: a project that is being contracted takes no further proposal, a developer has one. */
  const openProject = async (tx: Tx, id: ProjectId, viewer: Viewer): Promise<Address> => {
    const [project] = await tx.$queryRaw<{ client: string; state: string }[]>`
      select client, state::text from app.project where id = ${id}::uuid for update`;
    if (!project) throw noSuchProject();
    if (project.client === viewer.address)
      throw new Problem("rule-broken", "This is your own project; somebody else proposes to do it.");
    if (project.state !== "open")
      throw new Problem("rule-broken", "This project is no longer open, so it takes no proposals.", { project: id });
    const other = await tx.proposal.findFirst({ where: { projectId: id, developer: viewer.address, state: "submitted" } });
    if (other)
      throw new Problem("rule-broken", "You have a proposal for this project already. Withdraw it to make another.", {
        proposal: other.id,
      });
    return Address.parse(project.client);
  };

  /** The database decides who was first: of two who move one proposal, one finds it still submitted. */
  const decide =
    (act: "withdraw" | "decline", state: "withdrawn" | "declined") =>
    async ({ id }: { id: ProposalId }, { viewer, requestId }: Asked): Promise<Proposal> => {
      const before = await find(id, act, viewer);
      if (before.state === state) return toProposal(before);
      const now = await clock.now();

      await change(requestId, async (tx, tell) => {
        const { count } = await tx.proposal.updateMany({ where: { id, state: "submitted" }, data: { state, updatedAt: now } });
        if (count === 0) throw decided(id);
        await tell(`proposal.${state}`, partiesOf(before));
      });
      return toProposal(await find(id, act, viewer));
    };

  const accept = async ({ id }: { id: ProposalId }, { viewer, requestId }: Asked) => {
    const before = await find(id, "accept", viewer);
    if (before.state === "accepted") return answerOf(before);
    const [{ feeBps, paused }, now] = await Promise.all([chain.policy(), clock.now()]);
    if (paused)
      throw new Problem(
        "rule-broken",
        "New agreements are paused just now. Money that is locked is not touched by this; try again later.",
      );
    const late = toProposal(before).milestones.findIndex(({ due }) => new Date(due) <= now);
    if (late !== -1)
      throw new Problem("rule-broken", "A milestone's date has passed. Ask for a new proposal with later dates.", {
        milestone: late,
      });

    await change(requestId, async (tx, tell) => {
      const contracted = await tx.project.updateMany({
        where: { id: before.projectId, state: "open" },
        data: { state: "contracted", updatedAt: now },
      });
      const accepted = await tx.proposal.updateMany({
        where: { id, state: "submitted" },
        data: { state: "accepted", updatedAt: now },
      });
      if (contracted.count === 0 || accepted.count === 0) throw decided(id);

      // Read after both rows are ours, so that the agreement holds the words that were accepted and no later ones.
      const { project, ...proposal } = await tx.proposal.findUniqueOrThrow({ where: { id }, include: { project: true } });
      const { agreement, document } = drawUp(project, proposal, { feeBps, now, settings });
      await tx.document.createMany({ data: document, skipDuplicates: true });
      await tx.agreement.create({ data: agreement });
      await tell("proposal.accepted", { ...partiesOf(before), agreement: agreement.id });
      await tell("project.updated", { project: ProjectId.parse(project.id), client: viewer.address });
    }).catch(async (error: unknown) => {
      // Another tab of the same person may have been faster with the same proposal: that is no refusal.
      if (!(error instanceof Problem) || error.code !== "stale-write") throw error;
      if ((await find(id, "accept", viewer)).state !== "accepted") throw error;
    });
    return answerOf(await find(id, "accept", viewer));
  };

  return { forProject, mine, submit, accept, withdraw: decide("withdraw", "withdrawn"), decline: decide("decline", "declined") };
};

const noSuchProject = () => new Problem("not-found", "There is no such project. It may have been mistyped.");
const decided = (id: ProposalId) =>
  new Problem("stale-write", "This proposal, or its project, was decided a moment ago. Load the page again.", { proposal: id });

/** The contract's dates are whole seconds, and what both sign is what both saw. */
const inSeconds = (milestone: PlannedMilestone): PlannedMilestone => ({
  ...milestone,
  due: new Date(Math.floor(Date.parse(milestone.due) / 1000) * 1000).toISOString(),
});

const isSame = (row: ProposalRow, input: ProposalInput): boolean =>
  row.projectId === input.project &&
  row.letter === input.letter &&
  row.token === input.token &&
  row.reviewPeriod === input.reviewPeriod &&
  row.allowsAdvance === input.allowsAdvance &&
  canonical(row.milestones) === canonical(input.milestones.map(inSeconds));

const partiesOf = (row: ProposalRow) => ({
  proposal: ProposalId.parse(row.id),
  project: ProjectId.parse(row.projectId),
  client: Address.parse(row.project.client),
  developer: Address.parse(row.developer),
});

function answerOf(row: ProposalRow): { proposal: Proposal; agreement: AgreementId } {
  const proposal = toProposal(row);
  if (proposal.agreement === null) throw new Error("An accepted proposal has no agreement.");
  return { proposal, agreement: proposal.agreement };
}
