"use client";

import { useQuery } from "@tanstack/react-query";
import { Gavel } from "lucide-react";
import { useTranslations } from "next-intl";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { Card, CardTitle, Fact, Facts } from "#web/ui/card.tsx";
import { cx } from "#web/ui/cx.ts";
import { Help } from "#web/ui/help.tsx";
import { medianOf } from "./duties.ts";
import { caseQuery } from "./queries.ts";

/** The ruling and where it came from: each vote on one line from 0 to 100, the middle one decides. */
export const RulingCard = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes.ruling");
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  if (!dispute || dispute.developerBps === null || dispute.reason === null) return null;
  const votes = dispute.panel.flatMap(({ vote }) => (vote === null ? [] : [vote]));
  const { sorted, middle } = medianOf(votes);
  const points = [...new Set(sorted)].map((vote) => ({
    vote,
    count: sorted.filter((each) => each === vote).length,
    decides: middle.some((at) => sorted[at] === vote),
  }));
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
        {t(`reason.${dispute.reason}`, { count: votes.length })}
        {dispute.reason === "Median" && <Help word={t("median")}>{t("medianHelp")}</Help>}
      </p>
      {dispute.reason === "Median" && sorted.length > 0 && (
        <div className="mt-5">
          <div
            role="img"
            aria-label={t("votes", { list: sorted.map((vote) => `${vote / 100} %`).join(", ") })}
            className="relative mx-6 h-14"
          >
            <span aria-hidden className="absolute inset-x-0 top-2.5 h-1 rounded-full bg-line" />
            {points.map(({ vote, count, decides }) => (
              <span
                key={vote}
                aria-hidden
                className="absolute top-0 flex -translate-x-1/2 flex-col items-center rtl:translate-x-1/2"
                style={{ insetInlineStart: `${vote / 100}%` }}
              >
                <span
                  className={cx("size-6 rounded-md border-2", decides ? "border-brand bg-brand" : "border-edge bg-surface")}
                />
                <span className={cx("tabular mt-1 text-xs", decides ? "font-bold text-brand" : "text-ink-faint")}>
                  {count > 1 ? t("voteTimes", { percent: vote / 100, count }) : t("vote", { percent: vote / 100 })}
                </span>
              </span>
            ))}
          </div>
          <div className="mt-1 flex justify-between text-xs text-ink-faint">
            <span>{t("allToClient")}</span>
            <span>{t("allToDeveloper")}</span>
          </div>
        </div>
      )}
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
