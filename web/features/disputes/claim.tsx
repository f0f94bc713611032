"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Case } from "#core/features/disputes.ts";
import { NATIVE, useToken } from "#web/lib/chain.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Money } from "#web/ui/money.tsx";
import { partiesOf, useCourt } from "./use-court.ts";

export const Claim = ({ dispute, share, isParty }: { dispute: Case; share: bigint; isParty: boolean }) => {
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
      call: isParty ? call("reclaim", [dispute.caseId, partiesOf(dispute)]) : call("reward", [[dispute.caseId]]),
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
