import type { Terms } from "#core/chain/terms.ts";
import { Address, Digest } from "#core/lib/ids.ts";
import { toSeconds } from "#core/lib/time.ts";
import type { Loaded } from "./load.ts";

/** The Terms as the contract hashes them. */
export const termsOf = ({ terms, plan }: Loaded): Terms => ({
  client: Address.parse(terms.client),
  developer: Address.parse(terms.developer),
  token: Address.parse(terms.token),
  court: Address.parse(terms.court),
  config: terms.config,
  previous: Digest.parse(terms.previous),
  brief: Digest.parse(terms.brief),
  milestones: plan.map(({ amount, due }) => ({ amount, due: Number(toSeconds(due)) })),
});
