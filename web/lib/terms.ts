import type { Agreement, TermsView } from "#core/features/agreements.ts";
import type { Terms } from "#core/chain/terms.ts";

/** The Terms as contract and typed data take them. */
export const termsOf = (view: TermsView): Terms => ({
  client: view.client,
  developer: view.developer,
  token: view.token,
  court: view.court,
  config: BigInt(view.config),
  previous: view.previous,
  brief: view.brief,
  milestones: view.milestones.map(({ amount, due }) => ({ amount: BigInt(amount), due: Number(due) })),
});

export const domainOf = ({ chainId, escrow }: Pick<Agreement, "chainId" | "escrow">) => ({ chainId, escrow });
