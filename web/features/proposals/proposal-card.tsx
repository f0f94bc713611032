"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Proposal } from "#core/features/proposals.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { Fact, Facts } from "#web/ui/card.tsx";
import { PlainText } from "#web/ui/plain-text.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { Ago, Moment, Span } from "#web/ui/time.tsx";
import { ProposalStateBadge } from "./proposal-state.tsx";

const lastDue = ({ milestones }: Proposal): string | null =>
  milestones
    .map(({ due }) => due)
    .toSorted()
    .at(-1) ?? null;

/** One proposal as the client weighs it: the same facts in the same places, so that two can be laid side by side. */
export const ProposalCard = ({
  proposal,
  actions,
  withDeveloper = true,
}: {
  proposal: Proposal;
  actions?: ReactNode;
  withDeveloper?: boolean;
}) => {
  const t = useTranslations("proposals");
  const until = lastDue(proposal);
  return (
    <article className="flex min-w-0 flex-col rounded-lg border border-line bg-surface p-5 shadow-sm">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          {withDeveloper ? <PersonLink person={proposal.developer} size="md" /> : <h3 className="font-semibold">{t("yours")}</h3>}
          {withDeveloper && <Track address={proposal.developer.address} />}
        </div>
        <ProposalStateBadge state={proposal.state} />
      </div>
      <p className="mt-3 font-display text-xl font-semibold">
        <Amount of={proposal.total} token={proposal.token} exact />
      </p>
      <Facts className="mt-1 border-b border-line text-sm">
        <Fact name={t("milestones")}>{proposal.milestones.length}</Fact>
        {until && (
          <Fact name={t("lastDue")}>
            <Moment at={until} form="date" />
          </Fact>
        )}
        <Fact name={t("review")}>
          <Span seconds={proposal.reviewPeriod} />
        </Fact>
        {proposal.allowsAdvance && <Fact name={t("advance")}>{t("advanceYes")}</Fact>}
      </Facts>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="mt-4 max-h-64 overflow-y-auto text-sm" tabIndex={0} aria-label={t("letter")}>
        <PlainText>{proposal.letter}</PlainText>
      </section>
      <details className="mt-4 text-sm">
        <summary className="touch-target flex min-h-8 items-center font-semibold text-brand">
          {t("showMilestones", { count: proposal.milestones.length })}
        </summary>
        <ol className="mt-2 space-y-3">
          {proposal.milestones.map((milestone, at) => (
            <li key={`${milestone.title}.${milestone.due}`} className="rounded-md bg-sunken/60 p-3">
              <div className="flex flex-wrap justify-between gap-x-4 gap-y-1">
                <span className="font-semibold">
                  {at + 1}. <bdi>{milestone.title}</bdi>
                </span>
                <Amount of={milestone.amount} token={proposal.token} />
              </div>
              <p dir="auto" className="mt-1 whitespace-pre-wrap text-ink-soft">
                {milestone.deliverable}
              </p>
              <p className="mt-1 text-xs text-ink-faint">
                {t.rich("dueOn", { date: () => <Moment at={milestone.due} form="date" /> })}
              </p>
            </li>
          ))}
        </ol>
      </details>
      <div className="mt-auto flex flex-wrap items-center justify-between gap-2 pt-4">
        <Ago at={proposal.createdAt} className="text-xs text-ink-faint" />
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </article>
  );
};

/** What the chain knows of the developer, since that is what the client cannot be told by the letter. */
const Track = ({ address }: { address: string }) => {
  const t = useTranslations("proposals");
  const { data } = useQuery(useApi().reputation.standing.queryOptions({ input: { address } }));
  if (!data) return <p className="mt-1 min-h-5 text-xs" />;
  return (
    <p className="mt-1 min-h-5 text-xs text-ink-soft">
      {t("track", { completed: data.completed, won: data.won, lost: data.lost })}
    </p>
  );
};
