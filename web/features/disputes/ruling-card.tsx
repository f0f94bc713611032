"use client";

import { useQuery } from "@tanstack/react-query";
import { Gavel } from "lucide-react";
import { useTranslations } from "next-intl";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { Card, CardTitle, Fact, Facts } from "#web/ui/card.tsx";
import { Help } from "#web/ui/help.tsx";
import { caseQuery } from "./queries.ts";
import { VoteLine } from "./vote-line.tsx";

/** The ruling and where it came from: each vote on one line from 0 to 100, the middle one decides. */
export const RulingCard = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes.ruling");
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  if (!dispute || dispute.developerBps === null || dispute.reason === null) return null;
  const votes = dispute.panel.flatMap(({ vote }) => (vote === null ? [] : [vote]));
  const total = BigInt(dispute.atStake);
  const gross = (total * BigInt(dispute.developerBps)) / 10_000n;
  const percent = dispute.developerBps / 100;

  return (
    <Card className="border-brand/40">
      <CardTitle>
        <span className="inline-flex items-center gap-2">
          <Gavel aria-hidden className="size-5 text-brand" />
          {t("title", { percent })}
        </span>
      </CardTitle>
      <p className="text-sm text-ink-soft">
        {dispute.reason === "Median" && votes.length % 2 === 0
          ? t("reasonEven", { count: votes.length })
          : t(`reason.${dispute.reason}`, { count: votes.length })}
        {dispute.reason === "Median" && <Help word={t("median")}>{t("medianHelp")}</Help>}
      </p>
      {dispute.reason === "Median" && <VoteLine votes={votes} ruling={dispute.developerBps} />}
      <Facts className="mt-4 border-t border-line">
        <Fact name={t("toDeveloper", { percent })} help={dispute.toDeveloper === null ? t("beforeFee") : t("afterFee")}>
          <Amount of={dispute.toDeveloper ?? gross} token={dispute.token} exact />
        </Fact>
        <Fact name={t("toClient", { percent: 100 - percent })}>
          <Amount of={dispute.toClient ?? total - gross} token={dispute.token} exact />
        </Fact>
      </Facts>
    </Card>
  );
};
