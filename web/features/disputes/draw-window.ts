"use client";

import { useQuery } from "@tanstack/react-query";
import type { Case } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { useChainNowAt } from "#web/ui/clock.tsx";

/** Whether all hope of a draw is over, so that the case has to be moved on instead. Only the court knows how long it hopes. */
export const useIsDrawLost = (dispute: Case): boolean => {
  const chain = useChain();
  const reader = useReader();
  const { data: drawPeriod } = useQuery({
    queryKey: ["court-draw-period", chain?.court],
    enabled: Boolean(chain) && dispute.period === "Evidence",
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const [{ courtAbi }, node] = await Promise.all([import("#core/chain/abi.ts"), reader()]);
      const parameters = await node.read({ abi: courtAbi, address: chain!.court, functionName: "parameters" });
      return Number((parameters as { drawPeriod: bigint }).drawPeriod);
    },
  });
  const lostFrom =
    drawPeriod === undefined || dispute.evidenceBy === null ? null : Date.parse(dispute.evidenceBy) + drawPeriod * 1000;
  const now = useChainNowAt(lostFrom === null ? null : new Date(lostFrom).toISOString());
  return now !== null && lostFrom !== null && now >= lostFrom;
};
