import { courtAbi } from "#core/chain/abi.ts";
import type { Case, Side } from "#core/features/disputes.ts";
import { openReader } from "#web/lib/reader.ts";

type Asker = { viewer: string; side: Side | null };

/** What the court owes a party or an arbiter of a ruled case, in wei; the court alone can divide it. */
export const owedTo = async ({ viewer, side }: Asker, dispute: Case, at: { rpcUrl: string; court: string }): Promise<bigint> => {
  const node = await openReader(at.rpcUrl);
  const court = { abi: courtAbi, address: at.court as `0x${string}` };
  if (side === null) return (await node.read({ ...court, functionName: "claimable", args: [dispute.caseId, viewer] })) as bigint;
  const shares = await node.read({ ...court, functionName: "reclaimable", args: [dispute.caseId] });
  const [toClient, toDeveloper] = shares as readonly [bigint, bigint];
  return side === "client" ? toClient : toDeveloper;
};
