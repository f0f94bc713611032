import type { Case, CasePeriod, CaseSummary } from "#core/features/disputes.ts";
import { CaseId } from "#core/lib/ids.ts";
import type { Page } from "#core/lib/page.ts";
import { Problem } from "#core/lib/problem.ts";
import type { Prisma } from "#db";
import type { Deps } from "../../deps.ts";
import { signInFirst } from "../../lib/limits.ts";
import { asDate, asHex, asInteger, markOf, pageOf, readMark } from "../../lib/paging.ts";
import { namePeople } from "../../lib/people.ts";
import type { Share } from "../../lib/chain-node.ts";
import type { Viewer } from "../../lib/request.ts";
import { mayRead } from "../agreements/index.ts";
import {
  type Around,
  type CaseRow,
  type EvidenceRow,
  periodOf,
  type Subject,
  toCase,
  toCaseSummary,
  toEvidence,
} from "./view.ts";

type Asked = { viewer: Viewer | null };
type Query = {
  after?: string | undefined;
  limit: number;
  period?: CasePeriod | undefined;
  mine?: "party" | "arbiter" | undefined;
};

/** Of the mirror's rows those in a period by the clock: a ruling that can no longer be appealed is final. */
const inPeriod = (period: CasePeriod, now: Date): Prisma.CaseWhereInput => {
  if (period === "Appeal") return { period, appealBy: { gte: now } };
  if (period === "Ruled") return { OR: [{ period }, { period: "Appeal", appealBy: { lt: now } }] };
  return { period };
};

/** A case is on chain, and everybody's to see; the words of its evidence are not on chain, and follow the agreement. */
export const disputeService = ({ database: { prisma }, chain, clock, settings: { chainId } }: Deps) => {
  const list = async ({ after, limit, period, mine }: Query, { viewer }: Asked): Promise<Page<CaseSummary>> => {
    if (mine !== undefined && viewer === null) throw signInFirst();
    const mark = readMark(after, asDate, asHex);
    const and: Prisma.CaseWhereInput[] = [
      { chainId },
      ...(mark ? [{ OR: [{ openedAt: { lt: mark[0] } }, { openedAt: mark[0], caseId: { lt: mark[1] } }] }] : []),
      ...(period ? [inPeriod(period, await clock.now())] : []),
      ...(mine === "party" && viewer ? [{ OR: [{ claimant: viewer.address }, { respondent: viewer.address }] }] : []),
      ...(mine === "arbiter" && viewer ? [{ caseId: { in: await casesJudgedBy(viewer) } }] : []),
    ];
    const rows = await prisma.case.findMany({
      where: { AND: and },
      orderBy: [{ openedAt: "desc" }, { caseId: "desc" }],
      take: limit + 1,
    });
    const around = await lookAround(rows.slice(0, limit), viewer);
    return pageOf(
      rows,
      limit,
      (row) => toCaseSummary(row, around(row)),
      (row) => markOf(row.openedAt, row.caseId),
    );
  };

  const casesJudgedBy = async ({ address }: Viewer): Promise<string[]> => {
    const rows = await prisma.panelMember.findMany({
      where: { chainId, arbiter: address },
      select: { caseId: true },
      distinct: ["caseId"],
    });
    return rows.map(({ caseId }) => caseId);
  };

  /** Everything beside the rows themselves, in a fixed number of queries however many there are. */
  const lookAround = async (rows: CaseRow[], viewer: Viewer | null): Promise<(row: CaseRow) => Around> => {
    const caseIds = rows.map(({ caseId }) => caseId);
    const [panels, rounds, told, lanes, subjects, owners, now] = await Promise.all([
      prisma.panelMember.findMany({ where: { caseId: { in: caseIds } }, orderBy: [{ round: "asc" }, { seat: "asc" }] }),
      prisma.caseRound.findMany({ where: { caseId: { in: caseIds } }, orderBy: { round: "asc" } }),
      prisma.evidence.findMany({ where: { caseId: { in: caseIds } }, select: { caseId: true, by: true, at: true } }),
      prisma.milestone.findMany({
        where: { agreementId: { in: rows.map(({ agreementId }) => agreementId) }, caseId: { in: caseIds } },
        select: { caseId: true, index: true },
        orderBy: { index: "asc" },
      }),
      subjectsOf(rows.map(({ agreementId }) => agreementId)),
      countOwners(),
      clock.now(),
    ]);
    const shares = await sharesOf(rows, { panels, subjects, now }, viewer);
    const name = await namePeople(prisma, [
      ...rows.flatMap(({ claimant, respondent }) => [claimant, respondent]),
      ...[...subjects.values()].flatMap(({ client, developer }) => [client, developer]),
      ...panels.flatMap(({ arbiter, exposedBy }) => [arbiter, ...(exposedBy === null ? [] : [exposedBy])]),
      ...rounds.flatMap(({ paidByClient, paidByDeveloper }) => [paidByClient, paidByDeveloper].filter((by) => by !== null)),
      ...told.map(({ by }) => by),
    ]);

    return (row) => {
      const subject = subjects.get(row.agreementId);
      if (!subject) throw new Error(`The mirror has case ${row.caseId} and not its agreement.`);
      return {
        subject,
        indexes: lanes.filter(({ caseId }) => caseId === row.caseId).map(({ index }) => index),
        panel: panels.filter(({ caseId }) => caseId === row.caseId),
        rounds: rounds.filter(({ caseId }) => caseId === row.caseId),
        told: told.filter(({ caseId }) => caseId === row.caseId),
        owners,
        viewer: viewer?.address ?? null,
        hasShare: shares.has(row.caseId),
        now,
        name,
      };
    };
  };

  const subjectsOf = async (ids: string[]): Promise<Map<string, Subject>> => {
    const rows = await prisma.$queryRaw<(Subject & { id: string })[]>`
      select e.id, e.client, e.developer, e.token, a.title
      from chain.escrow_agreement e left join app.agreement a on a.id = e.id
      where e.id = any(${ids})`;
    return new Map(rows.map(({ id, ...subject }) => [id, subject]));
  };

  /** How many people sit in the court, and so how large a panel can be. */
  const countOwners = async (): Promise<number> => {
    const held = await prisma.seat.findMany({
      where: { chainId, leftAt: null },
      select: { arbiter: true },
      distinct: ["arbiter"],
    });
    return held.length;
  };

  type Known = { panels: { caseId: string; arbiter: string }[]; subjects: Map<string, Subject>; now: Date };

  /** Asked of the court, which alone knows who was paid. Without a node nobody is reminded, and the page still comes. */
  const sharesOf = async (
    rows: CaseRow[],
    { panels, subjects, now }: Known,
    viewer: Viewer | null,
  ): Promise<ReadonlySet<string>> => {
    if (viewer === null) return new Set();
    const { address } = viewer;
    const shares = rows.flatMap((row): Share[] => {
      const period = periodOf(row, now);
      if (period !== "Ruled" && period !== "Executed") return [];
      const caseId = CaseId.parse(row.caseId);
      const subject = subjects.get(row.agreementId);
      if (subject?.client === address) return [{ caseId, as: "client" }];
      if (subject?.developer === address) return [{ caseId, as: "developer" }];
      const hasSat = panels.some((each) => each.caseId === caseId && each.arbiter === address);
      return hasSat ? [{ caseId, as: "arbiter", account: address }] : [];
    });
    if (shares.length === 0) return new Set();
    return chain.owed(shares).catch((error: unknown) => {
      if (error instanceof Problem && error.code === "unavailable") return new Set<string>();
      throw error;
    });
  };

  const get = async ({ caseId }: { caseId: CaseId }, { viewer }: Asked): Promise<Case> => {
    const row = await prisma.case.findUnique({ where: { caseId } });
    if (row === null)
      throw new Problem("not-found", "There is no such case. It may have been mistyped, or its block is not seen yet.");
    const lookAt = await lookAround([row], viewer);
    const around = lookAt(row);
    const evidence = await prisma.evidence.findMany({ where: { caseId }, orderBy: [{ block: "asc" }, { logIndex: "asc" }] });
    const content = await readable(row, evidence, around.subject, viewer);
    return toCase(
      row,
      around,
      evidence.map((item) => toEvidence(item, content.get(item.digest), around.name)),
    );
  };

  const readable = async (
    row: CaseRow,
    evidence: EvidenceRow[],
    { client, developer }: Subject,
    viewer: Viewer | null,
  ): Promise<Map<string, string>> => {
    if (evidence.length === 0 || !(await mayRead(prisma, { id: row.agreementId, client, developer }, viewer))) return new Map();
    // Only what was written about this agreement: a digest on chain may name any document there is.
    const documents = await prisma.document.findMany({
      where: { digest: { in: evidence.map(({ digest }) => digest) }, agreement: row.agreementId },
      select: { digest: true, content: true },
    });
    return new Map(documents.map(({ digest, content }) => [digest, content]));
  };

  const seats = async ({ after, limit }: { after?: string | undefined; limit: number }) => {
    const mark = readMark(after, asInteger);
    const rows = await prisma.seat.findMany({
      where: { chainId, ...(mark ? { seat: { gt: mark[0] } } : {}) },
      orderBy: { seat: "asc" },
      take: limit + 1,
    });
    const name = await namePeople(
      prisma,
      rows.map(({ arbiter }) => arbiter),
    );
    return pageOf(
      rows,
      limit,
      ({ seat, arbiter, takenAt, leftAt }) => ({
        seat: seat.toString(),
        arbiter: name(arbiter),
        takenAt: takenAt.toISOString(),
        leftAt: leftAt?.toISOString() ?? null,
      }),
      (row) => markOf(row.seat),
    );
  };

  return { list, get, seats };
};
