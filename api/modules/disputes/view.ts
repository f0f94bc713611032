/** Rows of a case into what a page shows; what to do next is core's rule. */
import { z } from "zod";
import { LAST_ROUND, ownersFor, panelSize, periodAt, roundPrice, sidesThatLost } from "#core/features/court-rules.ts";
import {
  type AppealOffer,
  type Case,
  CasePeriod,
  type CaseSummary,
  caseAwaited,
  caseUntil,
  type EvidenceItem,
  type PanelMember,
  type Round,
  RoundState,
  RulingReason,
  Side,
  SlashReason,
} from "#core/features/disputes.ts";
import type { Person } from "#core/features/profiles.ts";
import { Address, AgreementId, CaseId, Digest, TxHash } from "#core/lib/ids.ts";
import { toWei, Wei } from "#core/lib/money.ts";
import type { Prisma } from "#db";

export type CaseRow = Prisma.CaseGetPayload<Record<never, never>>;
export type MemberRow = Prisma.PanelMemberGetPayload<Record<never, never>>;
export type EvidenceRow = Prisma.EvidenceGetPayload<Record<never, never>>;

/** What a case is about, from the agreement beside it. */
export type Subject = { client: string; developer: string; token: string; title: string | null };

export type RoundRow = Prisma.CaseRoundGetPayload<Record<never, never>>;

export type Around = {
  subject: Subject;
  /** The milestones that share the case. */
  indexes: number[];
  panel: MemberRow[];
  rounds: RoundRow[];
  /** Who told the court something in this case, and when. */
  told: { by: string; at: Date }[];
  /** How many people sit in the court. */
  owners: number;
  viewer: string | null;
  hasShare: boolean;
  now: Date;
  name: (address: string) => Person;
};

const wei = (amount: { toFixed(): string }) => Wei.parse(amount.toFixed());

export const periodOf = ({ period, appealBy }: Pick<CaseRow, "period" | "appealBy">, now: Date): CasePeriod =>
  periodAt({ period: CasePeriod.parse(period), appealBy }, now);

/** Whoever lost the seat is out; the others of the newest round vote. */
const sitting = (panel: MemberRow[], round: number): MemberRow[] =>
  panel.filter((member) => member.round === round && (member.slashedFor === null || member.vote !== null));

export function toCaseSummary(row: CaseRow, around: Around): CaseSummary {
  const { subject, indexes, panel, told, viewer, hasShare, now, name } = around;
  const period = periodOf(row, now);
  const until = caseUntil({ ...row, period });
  const voting = sitting(panel, row.round);
  const mine = voting.find(({ arbiter }) => arbiter === viewer);
  const side = viewer === subject.client ? "client" : viewer === subject.developer ? "developer" : null;
  const offer = toOffer(row, around);
  const began = around.rounds.find(({ round }) => round === row.round)?.beganAt ?? row.openedAt;

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
    round: row.round,
    until: until?.toISOString() ?? null,
    developerBps: row.developerBps,
    reason: reasonOf(row, period),
    awaiting: caseAwaited({
      period,
      until,
      isClaimant: viewer === row.claimant,
      isRespondent: viewer === row.respondent,
      // In a later round there is something new to say.
      hasTold: told.some(({ by, at }) => by === viewer && (row.round < 2 || at >= began)),
      mayPay: offer && side && offer.sides.includes(side) && offer.owners >= offer.ownersNeeded ? offer.kind : null,
      seat: mine ? { hasCommitted: mine.commitment !== null, vote: mine.vote, isSlashed: mine.slashedFor !== null } : null,
      allCommitted: voting.length > 0 && voting.every(({ commitment }) => commitment !== null),
      hasShare,
      now,
    }),
    openedAt: row.openedAt.toISOString(),
  };
}

/** No event says so when a ruling becomes final by the clock; then a round's median was it. */
function reasonOf({ reason }: CaseRow, period: CasePeriod): RulingReason | null {
  if (reason !== null) return RulingReason.parse(reason);
  return period === "Ruled" || period === "Executed" ? "Median" : null;
}

/** What the next round costs while a ruling can be appealed, and the running one while it can be matched. */
function toOffer(row: CaseRow, { rounds, owners, now }: Around): AppealOffer | null {
  const running = rounds.find(({ round }) => round === row.round);
  if (!running) return null;
  const deposit = BigInt(row.deposit.toFixed());
  if (periodOf(row, now) === "Appeal" && row.appealBy && row.developerBps !== null && row.round < LAST_ROUND) {
    const round = row.round + 1;
    return {
      kind: "appeal",
      sides: sidesThatLost(row.developerBps),
      round,
      panel: panelSize(round),
      price: toWei(roundPrice(deposit, round)),
      until: row.appealBy.toISOString(),
      ownersNeeded: ownersFor(round),
      owners,
    };
  }
  if (row.period !== "Evidence" || running.appellant === null || running.evidenceBy < now) return null;
  const sides = [
    ...(running.paidByClient === null ? (["client"] as const) : []),
    ...(running.paidByDeveloper === null ? (["developer"] as const) : []),
  ];
  if (sides.length === 0) return null;
  return {
    kind: "match",
    sides,
    round: row.round,
    panel: running.size,
    price: toWei(roundPrice(deposit, row.round)),
    until: running.evidenceBy.toISOString(),
    // They were there when the round began.
    ownersNeeded: 0,
    owners,
  };
}

export const toCase = (row: CaseRow, around: Around, evidence: EvidenceItem[]): Case => {
  const summary = toCaseSummary(row, around);
  return {
    ...summary,
    answerBy: row.answerBy.toISOString(),
    evidenceBy: row.evidenceBy?.toISOString() ?? null,
    seedBlock: row.seedBlock?.toString() ?? null,
    commitBy: row.commitBy?.toISOString() ?? null,
    revealBy: row.revealBy?.toISOString() ?? null,
    appealBy: row.appealBy?.toISOString() ?? null,
    ruledAt: (row.ruledAt ?? (summary.period === "Ruled" ? row.appealBy : null))?.toISOString() ?? null,
    rounds: around.rounds.map((each) => toRound(each, around.name)),
    appeal: toOffer(row, around),
    clientBack: row.clientBack && wei(row.clientBack),
    developerBack: row.developerBack && wei(row.developerBack),
    panel: around.panel.map((member) => toMember(member, around.name)),
    evidence,
    toDeveloper: row.toDeveloper && wei(row.toDeveloper),
    toClient: row.toClient && wei(row.toClient),
  };
};

const toRound = (row: RoundRow, name: Around["name"]): Round => ({
  round: row.round,
  size: row.size,
  state: RoundState.parse(row.state),
  appellant: row.appellant === null ? null : Side.parse(row.appellant),
  price: row.price && wei(row.price),
  paidByClient: row.paidByClient === null ? null : name(row.paidByClient),
  paidByDeveloper: row.paidByDeveloper === null ? null : name(row.paidByDeveloper),
  evidenceBy: row.evidenceBy.toISOString(),
  commitBy: row.commitBy?.toISOString() ?? null,
  revealBy: row.revealBy?.toISOString() ?? null,
  appealBy: row.appealBy?.toISOString() ?? null,
  developerBps: row.developerBps,
  beganAt: row.beganAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

const toMember = (row: MemberRow, name: Around["name"]): PanelMember => ({
  seat: row.seat.toString(),
  arbiter: name(row.arbiter),
  round: row.round,
  hasCommitted: row.commitment !== null,
  commitment: row.commitment === null ? null : Digest.parse(row.commitment),
  vote: row.vote,
  slashed: wei(row.slashed),
  slashedFor: row.slashedFor === null ? null : SlashReason.parse(row.slashedFor),
  exposedBy: row.exposedBy === null ? null : name(row.exposedBy),
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
