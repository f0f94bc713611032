import { useQuery } from "@tanstack/react-query";
import type { Case } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";

/** What a ruled case owes somebody, as party or arbiter; asked from the court itself, which alone can divide it. */
export const useShare = (dispute: Case, viewer: string | null): bigint => {
  const chain = useChain();
  const reader = useReader();
  const isRuled = dispute.period === "Ruled" || dispute.period === "Executed";
  const { data } = useQuery({
    queryKey: ["court-share", chain?.court, dispute.caseId, viewer, dispute.period],
    enabled: Boolean(chain && viewer && isRuled),
    queryFn: async () => {
      const [{ courtAbi }, node] = await Promise.all([import("#core/chain/abi.ts"), reader()]);
      const call = { abi: courtAbi, address: chain!.court, functionName: "claimable", args: [dispute.caseId, viewer] };
      return BigInt(String(await node.read(call)));
    },
  });
  return data ?? 0n;
};
