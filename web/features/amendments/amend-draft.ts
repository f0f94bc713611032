import { z } from "zod";
import type { Agreement } from "#core/features/agreements.ts";
import { AmendmentInput, isReplaceable, type Standing } from "#core/features/amendments.ts";
import { MAX_MILESTONES } from "#core/features/proposals.ts";
import { mintId } from "#core/lib/ids.ts";
import { dayOf, endOfDay } from "#web/lib/dates.ts";
import { freshMilestone, MilestoneDraft } from "#web/lib/milestone-draft.ts";
import { type DecimalMark, fromDecimal, typedAmount } from "#web/ui/typed-money.ts";

/** The form as it is typed. The id is minted once, so a second press proposes nothing twice. */
export const AmendDraft = z.object({
  id: z.string(),
  reason: z.string(),
  reviewDays: z.string(),
  funded: z.string(),
  milestones: z.array(MilestoneDraft).min(1).max(MAX_MILESTONES),
});
export type AmendDraft = z.infer<typeof AmendDraft>;

export const standingOf = ({ plan }: Agreement): Standing[] =>
  plan.map(({ index, title, deliverable, amount, locked, due, state }) => ({
    index,
    title,
    deliverable,
    amount: BigInt(amount),
    locked: BigInt(locked),
    due: new Date(due),
    state,
  }));

/** Begins with the plan as it is: what is over or before the court stays where it is. */
export const freshAmendment = (agreement: Agreement, decimals: number, mark: DecimalMark = "."): AmendDraft => {
  const open = agreement.plan.filter(({ state }) => isReplaceable(state));
  const held = open.filter(({ state }) => state !== "Unfunded");
  const milestones = open.map(({ index, title, deliverable, amount, locked, state, due }) => ({
    ...freshMilestone(),
    title,
    deliverable,
    amount: typedAmount(BigInt(state === "Unfunded" ? amount : locked), decimals, mark),
    due: dayOf(due),
    from: index,
  }));
  return {
    id: mintId(),
    reason: "",
    reviewDays: String(agreement.reviewPeriod / 86_400),
    funded: String(Math.max(1, held.length)),
    milestones: milestones.length > 0 ? milestones : [freshMilestone()],
  };
};

/** A day that nobody changed keeps its second, so that it is no change. */
const dueOf = ({ due, from }: MilestoneDraft, { plan }: Agreement): string => {
  const before = plan.find(({ index }) => index === from)?.due;
  return before !== undefined && dayOf(before) === due ? before : (endOfDay(due) ?? "");
};

/** What the API takes, or what is wrong where. */
export const parseAmendment = (draft: AmendDraft, agreement: Agreement, decimals: number, mark?: DecimalMark) =>
  AmendmentInput.safeParse({
    id: draft.id,
    agreement: agreement.id,
    reason: draft.reason,
    reviewPeriod: Math.round(Number(draft.reviewDays) * 86_400),
    funded: Math.min(Number(draft.funded), draft.milestones.length),
    milestones: draft.milestones.map((each) => ({
      title: each.title,
      deliverable: each.deliverable,
      amount: fromDecimal(each.amount, decimals, mark)?.toString() ?? "",
      due: dueOf(each, agreement),
      from: each.from ?? null,
    })),
  });
