import { z } from "zod";
import { MAX_MILESTONES, ProposalInput } from "#core/features/proposals.ts";
import { mintId } from "#core/lib/ids.ts";
import { endOfDay } from "#web/lib/dates.ts";
import { fromDecimal } from "#web/ui/money-text.ts";

/** `key` tells the rows apart while they are moved; it never leaves this browser. */
export const MilestoneDraft = z.object({
  key: z.string(),
  title: z.string(),
  deliverable: z.string(),
  amount: z.string(),
  due: z.string(),
});
export type MilestoneDraft = z.infer<typeof MilestoneDraft>;

/** The form as it is typed. The id is minted once, so a second press sends no second proposal. */
export const ProposalDraft = z.object({
  id: z.string(),
  letter: z.string(),
  reviewDays: z.string(),
  milestones: z.array(MilestoneDraft).min(1).max(MAX_MILESTONES),
});
export type ProposalDraft = z.infer<typeof ProposalDraft>;

export const freshMilestone = (): MilestoneDraft => ({ key: mintId(), title: "", deliverable: "", amount: "", due: "" });
export const freshProposal = (): ProposalDraft => ({ id: mintId(), letter: "", reviewDays: "7", milestones: [freshMilestone()] });

/** The sum of what can be read so far. */
export const totalOf = (milestones: readonly MilestoneDraft[], decimals: number): bigint =>
  milestones.reduce((sum, { amount }) => sum + (fromDecimal(amount, decimals) ?? 0n), 0n);

/** What the API takes, or what is wrong where. An amount or a day that cannot be read becomes an empty one, which the schema refuses. */
export const parseProposal = (draft: ProposalDraft, project: string, token: string, decimals: number) =>
  ProposalInput.safeParse({
    id: draft.id,
    project,
    letter: draft.letter,
    token,
    reviewPeriod: Math.round(Number(draft.reviewDays) * 86_400),
    milestones: draft.milestones.map(({ title, deliverable, amount, due }) => ({
      title,
      deliverable,
      amount: fromDecimal(amount, decimals)?.toString() ?? "",
      due: endOfDay(due) ?? "",
    })),
  });

/** Index of the first milestone that is due before the one above it: work is delivered in its order, so it is a slip. */
export const firstOutOfOrder = (milestones: readonly MilestoneDraft[]): number | null => {
  for (let at = 1; at < milestones.length; at++) {
    const before = milestones[at - 1]?.due ?? "";
    const due = milestones[at]?.due ?? "";
    if (before && due && due < before) return at;
  }
  return null;
};
