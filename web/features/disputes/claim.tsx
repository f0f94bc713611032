"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Case } from "#core/features/disputes.ts";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Money } from "#web/ui/money.tsx";
import { useCourt } from "./use-court.ts";

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

export const Claim = ({ dispute, share }: { dispute: Case; share: bigint }) => {
  const t = useTranslations("disputes.claim");
  const coin = useToken(NATIVE);
  const { transact } = useTransactions();
  const call = useCourt();
  const queries = useQueryClient();
  const claim = async () => {
    await transact({
      title: t("title"),
      summary: t("summary"),
      facts: [{ name: t("share"), value: <Money amount={share} token={coin} exact /> }],
      ifNobodyActs: t("ifNobodyActs"),
      call: call("claim", [[dispute.caseId]]),
      success: t("success"),
    });
    await queries.invalidateQueries({ queryKey: ["court-share"] });
  };
  return (
    <Button variant="primary" onClick={() => void claim()}>
      {t("open")}
    </Button>
  );
};
