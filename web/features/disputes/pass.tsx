"use client";

import { useTranslations } from "next-intl";
import type { Case } from "#core/features/disputes.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { partiesOf, useCourt } from "./use-court.ts";

/** Moves a case on whose period is over, by anyone. */
export const Pass = ({ dispute }: { dispute: Case }) => {
  const t = useTranslations("disputes.pass");
  const { transact } = useTransactions();
  const call = useCourt();
  const period =
    dispute.period === "Answer" || dispute.period === "Evidence" || dispute.period === "Commit" || dispute.period === "Reveal"
      ? dispute.period
      : "Commit";
  return (
    <Button
      onClick={() =>
        void transact({
          title: t("title"),
          summary: t(`summary.${period}`),
          call: call("pass", [dispute.caseId, partiesOf(dispute)]),
          success: t("success"),
        })
      }
    >
      {t("open")}
    </Button>
  );
};
