/** Both worlds' rows of some agreements: what we drew up, and what the chain says. Either may be missing. */
import { z } from "zod";
import { Digest } from "#core/lib/ids.ts";
import { MilestoneState } from "#core/features/agreements.ts";
import { Wei } from "#core/lib/money.ts";
import type { Db, Prisma } from "#db";

export type DrawnRow = Prisma.AgreementGetPayload<Record<never, never>>;

const DrawnMilestones = z.array(z.object({ amount: Wei, due: z.string(), title: z.string(), deliverable: z.string() }));
type Words = { title: string; deliverable: string };

export type Plan = {
  index: number;
  title: string;
  deliverable: string;
  amount: bigint;
  due: Date;
  state: MilestoneState;
  clock: Date | null;
  changesRequested: number;
  locked: bigint;
  toDeveloper: bigint;
  toClient: bigint;
  fee: bigint;
  caseId: string | null;
  delivery: Digest | null;
  changeRequest: Digest | null;
};

export type CaseRow = { caseId: string; respondent: string; period: string; answerBy: Date };

export type Loaded = {
  id: string;
  /** What both sides sign; from our row, or as the chain's event told it. */
  terms: { client: string; developer: string; token: string; court: string; config: bigint; previous: string; brief: string };
  chainId: number;
  escrow: string;
  title: string;
  plan: Plan[];
  drawn: DrawnRow | null;
  /** `next` took this one's place. */
  onChain: { accepted: boolean; cancelled: boolean; next: string | null } | null;
  cases: CaseRow[];
  /** Who has signed the amendment that is open, if one is. */
  amendment: { client: boolean; developer: boolean } | null;
  createdAt: Date;
};

export async function loadAgreements(db: Db, ids: readonly string[]): Promise<Loaded[]> {
  const among = { in: [...ids] };
  const [drawn, funded, milestones, cases, amendments] = await Promise.all([
    db.agreement.findMany({ where: { id: among } }),
    db.escrowAgreement.findMany({ where: { id: among } }),
    db.milestone.findMany({ where: { agreementId: among }, orderBy: { index: "asc" } }),
    db.case.findMany({
      where: { agreementId: among },
      select: { agreementId: true, caseId: true, respondent: true, period: true, answerBy: true },
    }),
    db.amendment.findMany({
      where: { openFor: among },
      select: { agreementId: true, clientSignature: true, developerSignature: true },
    }),
  ]);

  return ids.flatMap((id) => {
    const ours = drawn.find((row) => row.id === id) ?? null;
    const chain = funded.find((row) => row.id === id) ?? null;
    const source = ours ?? chain;
    const amendment = amendments.find(({ agreementId }) => agreementId === id);
    if (source === null) return [];
    const { client, developer, token, court, config, previous, brief } = source;
    return [
      {
        id,
        terms: { client, developer, token, court, config: BigInt(config.toFixed()), previous, brief },
        chainId: source.chainId,
        escrow: source.escrow,
        title: ours?.title ?? shortId(id),
        plan: planOf(
          ours,
          milestones.filter(({ agreementId }) => agreementId === id),
        ),
        drawn: ours,
        onChain: chain && { accepted: chain.accepted, cancelled: chain.cancelled, next: chain.next },
        cases: cases.filter(({ agreementId }) => agreementId === id),
        // The row of one in force still says that it is open.
        amendment:
          amendment && chain?.next === null
            ? { client: amendment.clientSignature !== null, developer: amendment.developerSignature !== null }
            : null,
        createdAt: source.createdAt,
      },
    ];
  });
}

/** What the chain tells everybody: whoever holds the Terms may release, refund or execute once its time has come. */
export const asOnChain = (loaded: Loaded): Loaded => ({
  ...loaded,
  drawn: null,
  title: shortId(loaded.id),
  plan: loaded.plan.map((each) => ({ ...each, title: numberOf(each.index), deliverable: "" })),
});

// Where the words are nowhere, or are not the viewer's, a number stands for a name.
const shortId = (id: string): string => `${id.slice(0, 6)}…${id.slice(-4)}`;
const numberOf = (index: number): string => `#${index + 1}`;

type MilestoneRow = Prisma.MilestoneGetPayload<Record<never, never>>;

function planOf(ours: DrawnRow | null, onChain: MilestoneRow[]): Plan[] {
  const drawn = ours ? DrawnMilestones.parse(ours.milestones) : [];
  if (onChain.length > 0) return onChain.map((row) => fromChain(row, drawn[row.index]));
  return drawn.map(({ amount, due, title, deliverable }, index) => ({
    ...untouched,
    index,
    title,
    deliverable,
    amount: BigInt(amount),
    due: new Date(Number(due) * 1000),
  }));
}

const untouched = {
  state: "Unfunded" as const,
  clock: null,
  changesRequested: 0,
  locked: 0n,
  toDeveloper: 0n,
  toClient: 0n,
  fee: 0n,
  caseId: null,
  delivery: null,
  changeRequest: null,
};

const exact = (amount: { toFixed(): string }): bigint => BigInt(amount.toFixed());
const digestOrNull = (text: string | null) => (text === null ? null : Digest.parse(text));

const fromChain = (row: MilestoneRow, words: Words | undefined): Plan => ({
  index: row.index,
  title: words?.title ?? numberOf(row.index),
  deliverable: words?.deliverable ?? "",
  amount: exact(row.amount),
  due: row.due,
  state: MilestoneState.parse(row.state),
  clock: row.clock,
  changesRequested: row.changesRequested,
  locked: exact(row.locked),
  toDeveloper: exact(row.toDeveloper),
  toClient: exact(row.toClient),
  fee: exact(row.fee),
  caseId: row.caseId,
  delivery: digestOrNull(row.delivery),
  changeRequest: digestOrNull(row.changeRequest),
});
