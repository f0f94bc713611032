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
      const court = { abi: courtAbi, address: chain!.court };
      const side = viewer === dispute.client.address ? 0 : viewer === dispute.developer.address ? 1 : null;
      if (side === null)
        return BigInt(String(await node.read({ ...court, functionName: "claimable", args: [dispute.caseId, viewer] })));
      const shares = await node.read({ ...court, functionName: "reclaimable", args: [dispute.caseId] });
      return BigInt(String((shares as readonly bigint[])[side]));
    },
  });
  return data ?? 0n;
};
