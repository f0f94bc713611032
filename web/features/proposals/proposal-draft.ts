import { z } from "zod";
import { MAX_MILESTONES, ProposalInput } from "#core/features/proposals.ts";
import { mintId } from "#core/lib/ids.ts";
import { NATIVE } from "#web/lib/native.ts";
import { endOfDay } from "#web/lib/dates.ts";
import { freshMilestone, MilestoneDraft } from "#web/lib/milestone-draft.ts";
import { type DecimalMark, fromDecimal } from "#web/ui/typed-money.ts";

/** The form as it is typed. The id is minted once, so a second press sends no second proposal. */
export const ProposalDraft = z.object({
  id: z.string(),
  letter: z.string(),
  reviewDays: z.string(),
  allowsAdvance: z.boolean().default(false),
  milestones: z.array(MilestoneDraft).min(1).max(MAX_MILESTONES),
});
export type ProposalDraft = z.infer<typeof ProposalDraft>;

export const freshProposal = (): ProposalDraft => ({
  id: mintId(),
  letter: "",
  reviewDays: "7",
  allowsAdvance: false,
  milestones: [freshMilestone()],
});

/** What the API takes, or what is wrong where. An amount or a day that cannot be read becomes an empty one, which the schema refuses. */
export const parseProposal = (draft: ProposalDraft, project: string, token: string, decimals: number, mark?: DecimalMark) =>
  ProposalInput.safeParse({
    id: draft.id,
    project,
    letter: draft.letter,
    token,
    reviewPeriod: Math.round(Number(draft.reviewDays) * 86_400),
    allowsAdvance: draft.allowsAdvance && token === NATIVE,
    milestones: draft.milestones.map(({ title, deliverable, amount, due }) => ({
      title,
      deliverable,
      amount: fromDecimal(amount, decimals, mark)?.toString() ?? "",
      due: endOfDay(due) ?? "",
    })),
  });
