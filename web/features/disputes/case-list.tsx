"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { CaseSummary } from "#core/features/disputes.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { RequireSession } from "#web/lib/session.tsx";
import { ShownPages } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { EmptyState } from "#web/ui/states.tsx";
import { Ago, Deadline } from "#web/ui/time.tsx";
import { CasePeriodBadge } from "./case-period.tsx";
import { numbersOf } from "./numbers-of.ts";
import { type CaseFilter, casesQuery } from "./queries.ts";

/** Everybody may read the list; one's own duties ask who one is. */
export const CaseList = ({ filter }: { filter: CaseFilter }) => {
  const t = useTranslations("disputes");
  if (!filter.mine) return <List filter={filter} />;
  return (
    <RequireSession why={t("why")}>
      <List filter={filter} />
    </RequireSession>
  );
};

const List = ({ filter }: { filter: CaseFilter }) => {
  const t = useTranslations("disputes");
  const query = useInfiniteQuery(casesQuery(useApi(), filter));
  return (
    <ShownPages
      query={query}
      label={t("loading")}
      empty={
        <EmptyState
          icon={<Icon name="scale" />}
          title={filter.mine ? t("noneMine") : t("none")}
          action={filter.mine || filter.period ? <ButtonLink href="/court">{t("all")}</ButtonLink> : undefined}
        >
          {filter.mine === "arbiter" ? t("noneArbiterText") : filter.mine === "party" ? t("nonePartyText") : t("noneText")}
        </EmptyState>
      }
    >
      {(cases) => (
        <ul className="space-y-3">
          {cases.map((each) => (
            <li key={each.caseId}>
              <CaseCard dispute={each} />
            </li>
          ))}
        </ul>
      )}
    </ShownPages>
  );
};

const CaseCard = ({ dispute }: { dispute: CaseSummary }) => {
  const t = useTranslations("disputes");
  const locale = useLocale();
  return (
    <article className="relative min-w-0 rounded-lg border border-line bg-surface p-5 shadow-sm transition-colors hover:border-edge/60">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h2 className="min-w-0 flex-1 basis-64 font-display text-lg font-semibold">
          <Link href={`/cases/${dispute.caseId}`} className="after:absolute after:inset-0 hover:text-brand">
            <bdi>{dispute.title ?? t("untitled")}</bdi>
          </Link>
          <span className="block text-sm font-normal text-ink-faint">{t("milestone", numbersOf(dispute, locale))}</span>
        </h2>
        <CasePeriodBadge period={dispute.period} />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm text-ink-soft">
        <span className="relative z-10 inline-flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <PersonLink person={dispute.claimant} />
          <span className="text-ink-faint">{t("against")}</span>
          <PersonLink person={dispute.respondent} />
        </span>
        <span>
          {t.rich("atStake", {
            amount: () => <Amount of={dispute.atStake} token={dispute.token} className="font-semibold text-ink" />,
          })}
        </span>
        {dispute.developerBps !== null && <span>{t("ruledShare", { percent: dispute.developerBps / 100 })}</span>}
        <span className="sm:ms-auto">
          {dispute.until ? (
            <Deadline at={dispute.until} compact passed={t("periodPassed")} />
          ) : (
            <Ago at={dispute.openedAt} className="text-ink-faint" />
          )}
        </span>
      </div>
      {dispute.awaiting && (
        <p className="mt-3 inline-flex items-center gap-2 rounded-md bg-held-soft px-3 py-1.5 text-sm font-semibold text-held">
          <Icon name="bell-ring" className="size-4 shrink-0" />
          {t(`awaiting.${dispute.awaiting}`)}
        </p>
      )}
    </article>
  );
};
