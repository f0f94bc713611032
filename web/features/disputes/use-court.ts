"use client";

import type { Case } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import type { Call } from "#web/lib/transactions/plan.ts";

/** The court keeps a hash of the two, so whoever calls says who they are. */
export const partiesOf = ({ client, developer }: Pick<Case, "client" | "developer">) => ({
  client: client.address,
  developer: developer.address,
});

/** Calls of the court that this chain's status names. */
export const useCourt = () => {
  const chain = useChain();
  return (functionName: string, args: readonly unknown[] = [], value?: bigint) =>
    async (): Promise<Call> => {
      const { courtAbi } = await import("#core/chain/abi.ts");
      if (!chain) throw new Error("The court's address is not known yet.");
      return { abi: courtAbi, address: chain.court, functionName, args, ...(value === undefined ? {} : { value }) };
    };
};
