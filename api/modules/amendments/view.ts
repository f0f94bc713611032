/** An amendment's rows into what a page shows; what changes and what the money does are core's rules. */
import { z } from "zod";
import { unpackConfig } from "#core/chain/terms.ts";
import { MilestoneState, type Movement } from "#core/features/agreements.ts";
import {
  type Amendment,
  amendmentMoney,
  amendmentState,
  changesBetween,
  type Standing,
  type StaleReason,
} from "#core/features/amendments.ts";
import type { Person } from "#core/features/profiles.ts";
import { toWei } from "#core/lib/money.ts";
import { Address, AgreementId, AmendmentId, Digest, Signature } from "#core/lib/ids.ts";
import type { Prisma } from "#db";
import { type Loaded, type Side, toTermsView } from "../agreements/index.ts";
import { planIn, reviewPeriodOf, standingOf } from "./draft.ts";

export type AmendmentRow = Prisma.AmendmentGetPayload<Record<never, never>>;

/** A plan as it is kept in `before`. */
export const packStanding = (plan: readonly Standing[]) =>
  plan.map(({ amount, locked, due, ...each }) => ({
    ...each,
    amount: amount.toString(),
    locked: locked.toString(),
    due: due.toISOString(),
  }));

const Packed = z.array(
  z.object({
    index: z.number().int(),
    title: z.string(),
    deliverable: z.string(),
    amount: z.string().transform(BigInt),
    locked: z.string().transform(BigInt),
    due: z.string().transform((text) => new Date(text)),
    state: MilestoneState,
  }),
);

export type Around = {
  old: Loaded;
  next: Loaded;
  /** The content of the new brief. */
  brief: string;
  stale: StaleReason | null;
  since: Movement[];
  /** What a signature would bind now. */
  word: bigint;
  moved: bigint;
  deadline: Date;
  side: Side | null;
  name: (address: string) => Person;
};

export function toAmendment(row: AmendmentRow, around: Around): Amendment {
  const { old, next, brief, stale, since, word, moved, deadline, side, name } = around;
  const isExecuted = next.onChain !== null;
  const isOpen = row.openFor !== null && !isExecuted;
  // As it stands while it can still happen; as it stood once that is decided.
  const before = isOpen ? standingOf(old) : Packed.parse(row.before);
  const { milestones: plan } = planIn(brief);
  const { feeBps, reviewPeriod } = unpackConfig(next.terms.config);
  // Whoever holds both signatures may send them, so they are the two parties' alone.
  const shown = (signature: string | null) => (side !== null && isOpen && signature !== null ? Signature.parse(signature) : null);

  return {
    id: AmendmentId.parse(row.id),
    agreement: AgreementId.parse(row.agreementId),
    next: AgreementId.parse(row.nextId),
    by: name(row.by),
    reason: row.reason,
    token: Address.parse(next.terms.token),
    state: amendmentState({
      decided: row.decision === "withdrawn" || row.decision === "declined" ? row.decision : "open",
      isExecuted,
      stale,
      signed: { client: row.clientSignature !== null, developer: row.developerSignature !== null },
    }),
    stale: stale === null || !isOpen ? null : { reason: stale, since },
    terms: toTermsView(next),
    chainId: next.chainId,
    escrow: Address.parse(next.escrow),
    feeBps,
    reviewPeriod,
    previousReviewPeriod: reviewPeriodOf(old),
    funded: row.funded,
    changes: changesBetween(before, plan),
    money: amendmentMoney(before, plan, row.funded),
    word: word.toString(),
    moved: toWei(moved),
    deadline: deadline.toISOString(),
    hasSigned: { client: row.clientSignature !== null, developer: row.developerSignature !== null },
    clientSignature: shown(row.clientSignature),
    developerSignature: shown(row.developerSignature),
    brief: Digest.parse(next.terms.brief),
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
