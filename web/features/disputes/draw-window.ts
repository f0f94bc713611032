"use client";

import type { Case } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";

/** Whether all hope of a draw is over, so that the case has to be moved on instead. */
export const useIsDrawLost = ({ period, evidenceBy }: Case): boolean => {
  const chain = useChain();
  const lostFrom =
    !chain || period !== "Evidence" || evidenceBy === null
      ? null
      : Date.parse(evidenceBy) + chain.courtParameters.drawPeriod * 1000;
  const now = useChainNowAt(lostFrom === null ? null : new Date(lostFrom).toISOString());
  return now !== null && lostFrom !== null && now >= lostFrom;
};
