"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { movesOf, sideOf } from "#web/lib/moves.ts";
import { NoteView } from "#web/lib/note-view.tsx";
import { useSession } from "#web/lib/session.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { later } from "#web/ui/later.tsx";
import { MilestoneStatus } from "#web/ui/milestone.tsx";
import { PlainText } from "#web/ui/plain-text.tsx";
import { Deadline, Moment } from "#web/ui/time.tsx";
import { Consequence } from "./consequence.tsx";
import { ExecuteRuling } from "./execute.tsx";

// For the two parties alone.
const MilestoneActions = later(async () => (await import("./milestone-actions.tsx")).MilestoneActions);
const Offers = later(async () => (await import("./offers.tsx")).Offers);

export const Milestones = ({ id }: { id: string }) => {
  const t = useTranslations("escrow");
  const { me } = useSession();
  const { data: agreement } = useQuery(useApi().agreements.get.queryOptions({ input: { id } }));
  if (!agreement) return null;
  return (
    <Card>
      <CardTitle>{t("milestones")}</CardTitle>
      <ol className="-my-5 divide-y divide-line">
        {agreement.plan.map((milestone) => (
          <li key={milestone.index} id={`milestone-${milestone.index + 1}`} className="scroll-mt-24 py-5">
            <Milestone agreement={agreement} milestone={milestone} viewer={me?.address ?? null} />
          </li>
        ))}
      </ol>
    </Card>
  );
};

const running = (milestone: MilestoneView): string | null =>
  milestone.state === "Unfunded" || milestone.state === "Funded" || milestone.state === "Submitted"
    ? milestone.state === "Submitted"
      ? milestone.anyoneFrom
      : (milestone.anyoneFrom ?? milestone.due)
    : null;

const Milestone = ({
  agreement,
  milestone,
  viewer,
}: {
  agreement: Agreement;
  milestone: MilestoneView;
  viewer: string | null;
}) => {
  const t = useTranslations("escrow");
  const now = useChainNowAt(milestone.anyoneFrom);
  const isStarted = agreement.state === "active" || agreement.state === "offered" || agreement.state === "closed";
  const side = sideOf(agreement, viewer);
  const moves = now === null || !isStarted ? [] : movesOf(agreement, milestone, side, now);
  const until = isStarted ? running(milestone) : null;

  return (
    <article aria-labelledby={`milestone-title-${milestone.index}`} className="space-y-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h3 id={`milestone-title-${milestone.index}`} className="font-semibold">
            <span className="text-ink-faint">{milestone.index + 1}.</span> <bdi>{milestone.title}</bdi>
          </h3>
          <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-sm">
            <MilestoneStatus state={milestone.state} />
            <span className="text-ink-soft">{t.rich("dueOn", { date: () => <Moment at={milestone.due} form="date" /> })}</span>
            {until && <Deadline at={until} compact passed={t("timePassed")} />}
          </div>
        </div>
        <div className="sm:text-end">
          <Amount of={milestone.amount} token={agreement.token} exact className="font-display text-lg font-semibold" />
          {milestone.locked !== milestone.amount && milestone.locked !== "0" && (
            <p className="text-xs text-held">
              {t.rich("stillLocked", { locked: () => <Amount of={milestone.locked} token={agreement.token} /> })}
            </p>
          )}
        </div>
      </div>
      <div className="text-sm text-ink-soft">
        <PlainText>{milestone.deliverable}</PlainText>
      </div>
      <p className="text-sm">
        <Consequence agreement={agreement} milestone={milestone} />
      </p>
      {milestone.changesRequested > 0 && milestone.state === "Funded" && (
        <p className="text-sm text-held">{t("changesAsked", { count: milestone.changesRequested })}</p>
      )}
      {!agreement.wordsWithheld && (milestone.delivery || milestone.changeRequest) && (
        <div className="space-y-2">
          {milestone.delivery && <NoteView digest={milestone.delivery} label={t("delivery")} />}
          {milestone.changeRequest && <NoteView digest={milestone.changeRequest} label={t("changeRequest")} />}
        </div>
      )}
      {milestone.caseId && (
        <div className="flex flex-wrap items-center gap-3">
          <Link
            href={`/cases/${milestone.caseId}`}
            className="touch-target inline-flex items-center text-sm font-semibold text-brand underline-offset-4 hover:underline"
          >
            {t("toCase")}
          </Link>
          {milestone.state === "Disputed" && <ExecuteRuling caseId={milestone.caseId} />}
        </div>
      )}
      {side !== "other" && <Offers agreement={agreement} milestone={milestone} viewer={viewer} />}
      {moves.length > 0 && <MilestoneActions agreement={agreement} milestone={milestone} moves={moves} />}
    </article>
  );
};
