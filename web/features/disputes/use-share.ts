import { useQuery } from "@tanstack/react-query";
import type { Case } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import { useConfig } from "#web/lib/public-config.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { periodNow, sideOf } from "./duties.ts";

/** What a ruled case owes somebody, asked from the court itself. */
export type Share = { as: "party" | "arbiter"; amount: bigint };

export const useShare = (dispute: Case, viewer: string | null): Share | null => {
  const chain = useChain();
  const { rpcUrl } = useConfig();
  const period = periodNow(dispute, useChainNowAt(dispute.appealBy));
  const side = sideOf(dispute, viewer);
  const hasSat = dispute.panel.some(({ arbiter }) => arbiter.address === viewer);
  const { data } = useQuery({
    queryKey: ["court-share", chain?.court, dispute.caseId, viewer, period],
    enabled: Boolean(chain && viewer) && (side !== null || hasSat) && (period === "Ruled" || period === "Executed"),
    queryFn: async () => {
      const { owedTo } = await import("./owed.ts");
      return String(await owedTo({ viewer: viewer!, side }, dispute, { rpcUrl, court: chain!.court }));
    },
  });
  const amount = BigInt(data ?? "0");
  return amount > 0n ? { as: side === null ? "arbiter" : "party", amount } : null;
};
