import type { Page } from "#core/lib/page.ts";
import type { Project, ProjectInput, ProjectState } from "#core/features/projects.ts";
import type { Address, ProjectId } from "#core/lib/ids.ts";
import { Problem } from "#core/lib/problem.ts";
import type { Prisma } from "#db";
import type { Deps } from "../../deps.ts";
import { asDate, asUuid, markOf, pageOf, readMark } from "../../lib/paging.ts";
import type { RequestContext, Viewer } from "../../lib/request.ts";
import { likeWords } from "../../lib/search.ts";
import { mustBeClient } from "./policy.ts";
import { type ProjectRow, shownWith, toProject } from "./view.ts";

type Search = {
  after?: string | undefined;
  limit: number;
  search?: string | undefined;
  field?: string | undefined;
  skill?: string | undefined;
  state?: ProjectState | undefined;
  client?: Address | undefined;
};
type Asked = { viewer: Viewer } & Pick<RequestContext, "requestId">;

const gone = () => new Problem("not-found", "There is no such project. It may have been mistyped.");

export const projectService = ({ database: { prisma }, change, chain, clock }: Deps) => {
  const find = async (id: ProjectId): Promise<ProjectRow> => {
    const row = await prisma.project.findUnique({ where: { id }, include: shownWith });
    if (row === null) throw gone();
    return row;
  };

  const list = async ({ after, limit, search, field, skill, state, client }: Search): Promise<Page<Project>> => {
    const mark = readMark(after, asDate, asUuid);
    const like = search?.trim() ? { contains: likeWords(search.trim()), mode: "insensitive" as const } : undefined;
    const and: Prisma.ProjectWhereInput[] = [
      ...(mark ? [{ OR: [{ createdAt: { lt: mark[0] } }, { createdAt: mark[0], id: { lt: mark[1] } }] }] : []),
      ...(like ? [{ OR: [{ title: like }, { brief: like }] }] : []),
      ...(field ? [{ field }] : []),
      ...(skill ? [{ skills: { has: skill } }] : []),
      ...(state ? [{ state }] : []),
      ...(client ? [{ client }] : []),
    ];
    const rows = await prisma.project.findMany({
      where: { AND: and },
      include: shownWith,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    });
    return pageOf(rows, limit, toProject, (row) => markOf(row.createdAt, row.id));
  };

  const check = async (input: ProjectInput, now: Date): Promise<void> => {
    const { tokens } = await chain.facts();
    if (!tokens.some(({ address }) => address === input.token)) {
      throw new Problem("rule-broken", "token: projects are paid in a token that Guildhall lists; choose one of those.", {
        token: "not listed",
      });
    }
    if (BigInt(input.budget) === 0n) throw new Problem("rule-broken", "budget: say what the work may cost.", { budget: "zero" });
    if (new Date(input.deadline) <= now) {
      throw new Problem("rule-broken", "deadline: this moment has passed; choose a later one.", { deadline: "passed" });
    }
  };

  const post = async (input: ProjectInput, { viewer, requestId }: Asked): Promise<Project> => {
    const known = await prisma.project.findUnique({ where: { id: input.id } });
    if (known) return toProject(await sameOrConflict(known, input, viewer));
    const now = await clock.now();
    await check(input, now);

    const made = await change(requestId, async (tx, tell) => {
      const data = { ...contentOf(input), id: input.id, client: viewer.address, createdAt: now, updatedAt: now };
      const { count } = await tx.project.createMany({ data, skipDuplicates: true });
      if (count === 1) await tell("project.posted", { project: input.id, client: viewer.address });
      return count === 1;
    });

    const row = await find(input.id);
    return toProject(made ? row : await sameOrConflict(row, input, viewer));
  };

  /** Sent twice, made once: the same words get the same answer, other words under the same id are refused. */
  const sameOrConflict = async (known: KnownContent, input: ProjectInput, viewer: Viewer): Promise<ProjectRow> => {
    if (known.client === viewer.address && isSame(known, input)) return find(input.id);
    throw new Problem("conflict", "A project with this id is already there and says something else; post it under a new id.");
  };

  const update = async (input: ProjectInput, { viewer, requestId }: Asked): Promise<Project> => {
    const before = await find(input.id);
    mustBeClient(before, viewer);
    const now = await clock.now();
    await check(input, now);

    await change(requestId, async (tx, tell) => {
      const { count } = await tx.project.updateMany({
        where: { id: input.id, client: viewer.address, state: "open" },
        data: { ...contentOf(input), updatedAt: now },
      });
      if (count === 0)
        throw new Problem("stale-write", "This project is no longer open, so it stays as it is.", { project: input.id });
      await tell("project.updated", { project: input.id, client: viewer.address });
    });
    return toProject(await find(input.id));
  };

  const cancel = async ({ id }: { id: ProjectId }, { viewer, requestId }: Asked): Promise<Project> => {
    const before = await find(id);
    mustBeClient(before, viewer);
    if (before.state === "cancelled") return toProject(before);
    const now = await clock.now();

    await change(requestId, async (tx, tell) => {
      // Also when its agreement was never funded: else a plan whose dates have passed would hold the project for ever.
      const count = await tx.$executeRaw`
        update app.project p set state = 'cancelled', updated_at = ${now}
        where p.id = ${id}::uuid and p.client = ${viewer.address} and p.state in ('open', 'contracted') and not exists (
          select from app.agreement a join chain.escrow_agreement e on e.id = a.id where a.project_id = p.id)`;
      if (count === 0)
        throw new Problem("stale-write", "Money is locked for this project, or it is over, so it cannot be taken down.", {
          project: id,
        });
      await tell("project.cancelled", { project: id, client: viewer.address });
    });
    return toProject(await find(id));
  };

  return { list, get: async ({ id }: { id: ProjectId }) => toProject(await find(id)), post, update, cancel };
};

const contentOf = ({ title, brief, field, skills, token, budget, deadline }: ProjectInput) => ({
  title,
  brief,
  field,
  skills: [...new Set(skills)],
  token,
  budget,
  deadline: new Date(deadline),
});

type KnownContent = Pick<ProjectRow, "client" | "title" | "brief" | "field" | "skills" | "token" | "budget" | "deadline">;

const isSame = (known: KnownContent, input: ProjectInput): boolean => {
  const { skills, deadline, budget, ...words } = contentOf(input);
  return (
    Object.entries(words).every(([key, value]) => known[key as keyof typeof words] === value) &&
    known.skills.join() === skills.join() &&
    known.deadline.getTime() === deadline.getTime() &&
    known.budget.toFixed() === budget
  );
};
