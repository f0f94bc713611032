import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import type { Case } from "#core/features/disputes.ts";
import { NATIVE } from "#web/lib/native.ts";

/** As Escrow.sol has it; core's own stands beside what brings viem into a page. */
export const MAX_ADVANCE_BPS = 2_000n;

/**
 * The milestone that the developer may pay the deposit of a case out of: where both signed it, in the chain's coin, while
 * the answer is open, and from one that holds five times as much. Undefined where there is none.
 */
export const answeringFrom = (
  agreement: Pick<Agreement, "allowsAdvance" | "token" | "plan">,
  {
    caseId,
    period,
    until,
    deposit,
    respondent,
    developer,
  }: Pick<Case, "caseId" | "period" | "until" | "deposit" | "respondent" | "developer">,
  now: number,
): MilestoneView | undefined => {
  const isOpen = period === "Answer" && until !== null && Date.parse(until) > now;
  if (!isOpen || !agreement.allowsAdvance || agreement.token !== NATIVE || respondent.address !== developer.address)
    return undefined;
  return agreement.plan.find(
    (each) =>
      each.caseId === caseId && each.state === "Disputed" && BigInt(deposit) <= (BigInt(each.locked) * MAX_ADVANCE_BPS) / 10_000n,
  );
};
