"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Case, CasePeriod, Round } from "#core/features/disputes.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE } from "#web/lib/chain.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { Help } from "#web/ui/help.tsx";
import { type Step, Stepper } from "#web/ui/stepper.tsx";
import { Deadline, Moment } from "#web/ui/time.tsx";
import { periodNow } from "./duties.ts";
import { caseQuery } from "./queries.ts";

const inRound = ["Evidence", "Commit", "Reveal", "Appeal"] as const;
const explained: ReadonlySet<CasePeriod> = new Set(["Commit", "Reveal", "Appeal"]);
const LAST_ROUND = 3;

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

/** The periods from here on; a third round is final, and one that never came (nobody answered) is passed over. */
const orderOf = ({ round }: Case): CasePeriod[] => [
  ...(round < 2 ? (["Answer"] as const) : []),
  ...inRound.filter((period) => period !== "Appeal" || round < LAST_ROUND),
  "Ruled",
  "Executed",
];

export const CaseTimeline = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes");
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  const now = useChainNowAt(dispute?.appealBy);
  if (!dispute) return null;
  const period = periodNow(dispute, now);
  const order = orderOf(dispute);
  const at = order.indexOf(period);
  const earlier = dispute.rounds.filter(({ round }) => round < dispute.round);
  const steps: Step[] = order.map((each, index) => {
    const state = index < at ? "done" : index === at ? (each === "Executed" ? "done" : "now") : "next";
    return { key: each, state, label: <Label period={each} />, note: <Note dispute={dispute} period={each} state={state} /> };
  });
  return (
    <Card>
      <CardTitle>{t("timeline")}</CardTitle>
      <Stepper label={t("timeline")} steps={[...earlier.map(stepOfRound), ...steps]} />
      {dispute.round > 1 && <RunningRound dispute={dispute} />}
    </Card>
  );
};

/** A round that is over, in one step. */
const stepOfRound = (round: Round): Step => ({
  key: `round ${round.round}`,
  state: round.state === "Failed" ? "failed" : "done",
  label: <RoundLabel round={round} />,
  note: <RoundNote round={round} />,
});

const RoundLabel = ({ round }: { round: Round }) => {
  const t = useTranslations("disputes.round");
  return (
    <>
      {t("name", { round: round.round, count: round.size })}
      <Help word={t("word")}>{t("help")}</Help>
    </>
  );
};

const RoundNote = ({ round }: { round: Round }) => {
  const t = useTranslations("disputes.round");
  return (
    <>
      <span className="block">
        {round.developerBps === null ? t(`state.${round.state}`) : t("ruled", { percent: round.developerBps / 100 })}
      </span>
      <Paid round={round} />
      {round.endedAt && <Moment at={round.endedAt} />}
    </>
  );
};

const Paid = ({ round }: { round: Round }) => {
  const t = useTranslations("disputes.round");
  if (round.appellant === null || round.price === null) return null;
  const both = round.paidByClient !== null && round.paidByDeveloper !== null;
  return (
    <span className="block">
      {t.rich(both ? `matched.${round.appellant}` : `appealed.${round.appellant}`, {
        amount: () => <Amount of={round.price ?? "0"} token={NATIVE} />,
      })}
    </span>
  );
};

const RunningRound = ({ dispute }: { dispute: Case }) => {
  const t = useTranslations("disputes.round");
  const round = dispute.rounds.find((each) => each.round === dispute.round);
  if (!round) return null;
  return (
    <p className="mt-4 border-t border-line pt-3 text-xs text-ink-soft">
      <span className="font-semibold text-ink">{t("name", { round: round.round, count: round.size })}</span>
      <Paid round={round} />
    </p>
  );
};

const Label = ({ period }: { period: CasePeriod }) => {
  const t = useTranslations("disputes");
  return (
    <>
      {t(`period.${period}`)}
      {explained.has(period) && <Help word={t(`period.${period}`)}>{t(`help.${period as "Commit" | "Reveal" | "Appeal"}`)}</Help>}
    </>
  );
};

const Note = ({ dispute, period, state }: { dispute: Case; period: CasePeriod; state: Step["state"] }) => {
  const t = useTranslations("disputes");
  const end = endOf(dispute, period);
  return (
    <>
      <span className="block">{t(`about.${period}`)}</span>
      {state === "now" && dispute.until && period !== "Ruled" ? (
        <Deadline at={dispute.until} passed={t("periodPassed")} className="mt-1" />
      ) : (
        end &&
        state !== "next" &&
        (period === "Ruled" ? <Moment at={end} /> : t.rich("until", { date: () => <Moment at={end} /> }))
      )}
    </>
  );
};
