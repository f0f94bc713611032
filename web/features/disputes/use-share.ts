import { useQuery } from "@tanstack/react-query";
import type { Case } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { periodNow, sideOf } from "./duties.ts";

/** What a ruled case owes somebody; asked from the court itself, which alone can divide it. */
export type Share = { as: "party" | "arbiter"; amount: bigint };

export const useShare = (dispute: Case, viewer: string | null): Share | null => {
  const chain = useChain();
  const reader = useReader();
  const period = periodNow(dispute, useChainNowAt(dispute.appealBy));
  const side = sideOf(dispute, viewer);
  const hasSat = dispute.panel.some(({ arbiter }) => arbiter.address === viewer);
  const { data } = useQuery({
    queryKey: ["court-share", chain?.court, dispute.caseId, viewer, period],
    enabled: Boolean(chain && viewer) && (side !== null || hasSat) && (period === "Ruled" || period === "Executed"),
    queryFn: async () => {
      const [{ courtAbi }, node] = await Promise.all([import("#core/chain/abi.ts"), reader()]);
      const court = { abi: courtAbi, address: chain!.court };
      if (side === null) return String(await node.read({ ...court, functionName: "claimable", args: [dispute.caseId, viewer] }));
      const shares = await node.read({ ...court, functionName: "reclaimable", args: [dispute.caseId] });
      const [toClient, toDeveloper] = shares as readonly [bigint, bigint];
      return String(side === "client" ? toClient : toDeveloper);
    },
  });
  const amount = BigInt(data ?? "0");
  return amount > 0n ? { as: side === null ? "arbiter" : "party", amount } : null;
};
