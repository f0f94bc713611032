"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Case } from "#core/features/disputes.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE } from "#web/lib/chain.tsx";
import { Card, CardTitle, Fact, Facts } from "#web/ui/card.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { Help } from "#web/ui/help.tsx";
import { periodNow } from "./duties.ts";
import { caseQuery } from "./queries.ts";
import { VoteLine } from "./vote-line.tsx";

/** Of the newest round that ruled. */
const votesOf = ({ rounds, panel }: Case): number[] => {
  const ruling = rounds.findLast(({ state }) => state === "Ruled")?.round;
  return panel.flatMap(({ vote, round }) => (vote === null || round !== ruling ? [] : [vote]));
};

/** The ruling and where it came from: each vote on one line from 0 to 100, the middle one decides. */
export const RulingCard = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes.ruling");
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  const now = useChainNowAt(dispute?.appealBy);
  if (!dispute || dispute.developerBps === null) return null;
  const period = periodNow(dispute, now);
  const isFinal = period === "Ruled" || period === "Executed";
  const reason = dispute.reason ?? "Median";
  const votes = votesOf(dispute);
  const total = BigInt(dispute.atStake);
  const gross = (total * BigInt(dispute.developerBps)) / 10_000n;
  const percent = dispute.developerBps / 100;

  return (
    <Card className="border-brand/40">
      <CardTitle>
        <span className="inline-flex items-center gap-2">
          <Icon name="gavel" className="size-5 text-brand" />
          {t(isFinal ? "title" : "standing", { percent })}
        </span>
      </CardTitle>
      <p className="text-sm text-ink-soft">
        {reason === "Median" && votes.length % 2 === 0
          ? t("reasonEven", { count: votes.length })
          : t(`reason.${reason}`, { count: votes.length })}
        {reason === "Median" && <Help word={t("median")}>{t("medianHelp")}</Help>}
        {reason === "Median" && (
          <span className="mt-1 block">
            {t("near")}
            <Help word={t("coherent")}>{t("coherentHelp")}</Help>
          </span>
        )}
      </p>
      {reason === "Median" && <VoteLine votes={votes} ruling={dispute.developerBps} />}
      <Facts className="mt-4 border-t border-line">
        <Fact name={t("toDeveloper", { percent })} help={dispute.toDeveloper === null ? t("beforeFee") : t("afterFee")}>
          <Amount of={dispute.toDeveloper ?? gross} token={dispute.token} exact />
        </Fact>
        <Fact name={t("toClient", { percent: 100 - percent })}>
          <Amount of={dispute.toClient ?? total - gross} token={dispute.token} exact />
        </Fact>
        {dispute.clientBack !== null && (
          <Fact name={t("clientBack")} help={t("backHelp")}>
            <Amount of={dispute.clientBack} token={NATIVE} exact />
          </Fact>
        )}
        {dispute.developerBack !== null && (
          <Fact name={t("developerBack")} help={t("backHelp")}>
            <Amount of={dispute.developerBack} token={NATIVE} exact />
          </Fact>
        )}
      </Facts>
    </Card>
  );
};
