/** Rows of a case into what a page shows; what to do next is core's rule. */
import { z } from "zod";
import {
  type Case,
  CasePeriod,
  type CaseSummary,
  caseAwaited,
  caseUntil,
  type EvidenceItem,
  type PanelMember,
  RulingReason,
} from "#core/features/disputes.ts";
import type { Person } from "#core/features/profiles.ts";
import { Address, AgreementId, CaseId, Digest, TxHash } from "#core/lib/ids.ts";
import { Wei } from "#core/lib/money.ts";
import type { Prisma } from "#db";

export type CaseRow = Prisma.CaseGetPayload<Record<never, never>>;
export type MemberRow = Prisma.PanelMemberGetPayload<Record<never, never>>;
export type EvidenceRow = Prisma.EvidenceGetPayload<Record<never, never>>;

/** What a case is about, from the agreement beside it. */
export type Subject = { client: string; developer: string; token: string; title: string | null };

export type Around = {
  subject: Subject;
  /** The milestones that share the case. */
  indexes: number[];
  panel: MemberRow[];
  /** Whoever told the court something in this case. */
  witnesses: ReadonlySet<string>;
  viewer: string | null;
  hasShare: boolean;
  now: Date;
  name: (address: string) => Person;
};

const wei = (amount: { toFixed(): string }) => Wei.parse(amount.toFixed());

/** Whoever was silent and replaced is slashed and out; the others of the newest round vote. */
const sitting = (panel: MemberRow[], round: number): MemberRow[] =>
  panel.filter((member) => member.round === round && (member.commitment !== null || member.slashed.isZero()));

/** A ruling that can no longer be appealed is final by the clock: no event says so. */
export const periodOf = ({ period, appealBy }: Pick<CaseRow, "period" | "appealBy">, now: Date): CasePeriod =>
  period === "Appeal" && appealBy !== null && appealBy < now ? "Ruled" : CasePeriod.parse(period);

export function toCaseSummary(
  row: CaseRow,
  { subject, indexes, panel, witnesses, viewer, hasShare, now, name }: Around,
): CaseSummary {
  const period = periodOf(row, now);
  const until = caseUntil({ ...row, period });
  const voting = sitting(panel, row.round);
  const mine = voting.find(({ arbiter }) => arbiter === viewer);

  return {
    caseId: CaseId.parse(row.caseId),
    agreement: AgreementId.parse(row.agreementId),
    index: row.index,
    indexes,
    title: subject.title,
    client: name(subject.client),
    developer: name(subject.developer),
    claimant: name(row.claimant),
    respondent: name(row.respondent),
    token: Address.parse(subject.token),
    atStake: wei(row.atStake),
    deposit: wei(row.deposit),
    period,
    until: until?.toISOString() ?? null,
    developerBps: row.developerBps,
    reason: row.reason !== null ? RulingReason.parse(row.reason) : period === "Ruled" ? "Median" : null,
    awaiting: caseAwaited({
      period,
      until,
      isClaimant: viewer === row.claimant,
      isRespondent: viewer === row.respondent,
      hasTold: viewer !== null && witnesses.has(viewer),
      seat: mine ? { hasCommitted: mine.commitment !== null, vote: mine.vote, isSlashed: !mine.slashed.isZero() } : null,
      allCommitted: voting.length > 0 && voting.every(({ commitment }) => commitment !== null),
      hasShare,
      now,
    }),
    openedAt: row.openedAt.toISOString(),
  };
}

export const toCase = (row: CaseRow, around: Around, evidence: EvidenceItem[]): Case => ({
  ...toCaseSummary(row, around),
  answerBy: row.answerBy.toISOString(),
  evidenceBy: row.evidenceBy?.toISOString() ?? null,
  seedBlock: row.seedBlock?.toString() ?? null,
  commitBy: row.commitBy?.toISOString() ?? null,
  revealBy: row.revealBy?.toISOString() ?? null,
  appealBy: row.appealBy?.toISOString() ?? null,
  ruledAt: row.ruledAt?.toISOString() ?? null,
  panel: around.panel.map((member) => toMember(member, around.name)),
  evidence,
  toDeveloper: row.toDeveloper && wei(row.toDeveloper),
  toClient: row.toClient && wei(row.toClient),
});

const toMember = (row: MemberRow, name: Around["name"]): PanelMember => ({
  seat: row.seat.toString(),
  arbiter: name(row.arbiter),
  round: row.round,
  hasCommitted: row.commitment !== null,
  commitment: row.commitment === null ? null : Digest.parse(row.commitment),
  vote: row.vote,
  slashed: wei(row.slashed),
  rewarded: wei(row.rewarded),
});

const Words = z.object({ title: z.string(), text: z.string(), links: z.array(z.string()) });

/** `content` is the document behind the digest, or undefined where there is none of ours that the viewer may read. */
export function toEvidence(row: EvidenceRow, content: string | undefined, name: Around["name"]): EvidenceItem {
  const words = content === undefined ? undefined : Words.safeParse(JSON.parse(content)).data;
  return {
    by: name(row.by),
    uri: row.uri,
    digest: Digest.parse(row.digest),
    title: words?.title ?? null,
    text: words?.text ?? null,
    links: words?.links ?? [],
    txHash: TxHash.parse(row.txHash),
    at: row.at.toISOString(),
  };
}
