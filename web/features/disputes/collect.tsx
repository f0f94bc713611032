"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Case } from "#core/features/disputes.ts";
import { NATIVE, useToken } from "#web/lib/chain.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Money } from "#web/ui/money.tsx";
import { partiesOf, useCourt } from "./use-court.ts";
import type { Share } from "./use-share.ts";

/** One transaction settles all arbiters, another both parties; whoever sends it gets no more than its own. */
export const Collect = ({ dispute, share }: { dispute: Case; share: Share }) => {
  const t = useTranslations("disputes.collect");
  const coin = useToken(NATIVE);
  const { transact } = useTransactions();
  const call = useCourt();
  const queries = useQueryClient();
  const collect = async () => {
    await transact({
      title: t(`${share.as}.title`),
      summary: t(`${share.as}.summary`),
      facts: [{ name: t("share"), value: <Money amount={share.amount} token={coin} exact /> }],
      ifNobodyActs: t("ifNobodyActs"),
      call: share.as === "arbiter" ? call("reward", [[dispute.caseId]]) : call("reclaim", [dispute.caseId, partiesOf(dispute)]),
      success: t("success"),
    });
    await queries.invalidateQueries({ queryKey: ["court-share"] });
  };
  return (
    <Button variant="primary" onClick={() => void collect()}>
      {t(`${share.as}.open`)}
    </Button>
  );
};
