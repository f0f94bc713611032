import type { Terms } from "#core/chain/terms.ts";
import type { TermsView } from "#core/features/agreements.ts";

/** From the wire to what is signed and sent. */
export const termsFrom = ({ config, milestones, ...rest }: TermsView): Terms => ({
  ...rest,
  config: BigInt(config),
  milestones: milestones.map(({ amount, due }) => ({ amount: BigInt(amount), due: Number(due) })),
});
