import { z } from "zod";
import { mintId } from "#core/lib/ids.ts";
import { type DecimalMark, fromDecimal } from "#web/ui/typed-money.ts";

/** A milestone as it is typed. `key` tells the rows apart while they are moved; it never leaves this browser. */
export const MilestoneDraft = z.object({
  key: z.string(),
  title: z.string(),
  deliverable: z.string(),
  amount: z.string(),
  due: z.string(),
  /** In an amendment: the milestone of the old plan that it continues. */
  from: z.number().nullish(),
});
export type MilestoneDraft = z.infer<typeof MilestoneDraft>;

export const freshMilestone = (): MilestoneDraft => ({ key: mintId(), title: "", deliverable: "", amount: "", due: "" });

/** The sum of what can be read so far. */
export const totalOf = (milestones: readonly MilestoneDraft[], decimals: number, mark?: DecimalMark): bigint =>
  milestones.reduce((sum, { amount }) => sum + (fromDecimal(amount, decimals, mark) ?? 0n), 0n);

/** Index of the first milestone that is due before the one above it: work is delivered in its order, so it is a slip. */
export const firstOutOfOrder = (milestones: readonly MilestoneDraft[]): number | null => {
  for (let at = 1; at < milestones.length; at++) {
    const before = milestones[at - 1]?.due ?? "";
    const due = milestones[at]?.due ?? "";
    if (before && due && due < before) return at;
  }
  return null;
};
