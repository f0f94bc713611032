"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Case, CasePeriod } from "#core/features/disputes.ts";
import { useApi } from "#web/lib/api.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Help } from "#web/ui/help.tsx";
import { type Step, Stepper } from "#web/ui/stepper.tsx";
import { Deadline, Moment } from "#web/ui/time.tsx";
import { caseQuery } from "./queries.ts";

const order: readonly CasePeriod[] = ["Answer", "Evidence", "Commit", "Reveal", "Appeal", "Ruled", "Executed"];
const explained: ReadonlySet<CasePeriod> = new Set(["Commit", "Reveal"]);

const endOf = (dispute: Case, period: CasePeriod): string | null =>
  ({
    Answer: dispute.answerBy,
    Evidence: dispute.evidenceBy,
    Commit: dispute.commitBy,
    Reveal: dispute.revealBy,
    Appeal: dispute.appealBy,
    Ruled: dispute.ruledAt,
    Executed: null,
  })[period];

/** The periods of a case in their order; one that never came (nobody answered) is passed over. */
const stepsOf = (dispute: Case): { period: CasePeriod; state: Step["state"]; end: string | null }[] => {
  const at = order.indexOf(dispute.period);
  return order.map((period, index) => ({
    period,
    state: index < at ? "done" : index === at ? (period === "Executed" ? "done" : "now") : "next",
    end: endOf(dispute, period),
  }));
};

export const CaseTimeline = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes");
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  if (!dispute) return null;
  return (
    <Card>
      <CardTitle>{t("timeline")}</CardTitle>
      <Stepper
        label={t("timeline")}
        steps={stepsOf(dispute).map(({ period, state, end }) => ({
          key: period,
          state,
          label: (
            <>
              {t(`period.${period}`)}
              {explained.has(period) && <Help word={t(`period.${period}`)}>{t(`help.${period as "Commit" | "Reveal"}`)}</Help>}
            </>
          ),
          note: (
            <>
              <span className="block">{t(`about.${period}`)}</span>
              {state === "now" && dispute.until ? (
                <Deadline at={dispute.until} passed={t("periodPassed")} className="mt-1" />
              ) : (
                end &&
                state === "done" &&
                (period === "Ruled" ? <Moment at={end} /> : t.rich("until", { date: () => <Moment at={end} /> }))
              )}
            </>
          ),
        }))}
      />
    </Card>
  );
};
