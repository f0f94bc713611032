"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { AgreementSummary } from "#core/features/agreements.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { RequireSession } from "#web/lib/session.tsx";
import { ShownPages } from "#web/lib/shown.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { EmptyState } from "#web/ui/states.tsx";
import { Deadline } from "#web/ui/time.tsx";
import { AgreementStateBadge } from "./agreement-state.tsx";
import { type AgreementFilter, agreementsQuery } from "./queries.ts";

export const MyAgreements = ({ filter }: { filter: AgreementFilter }) => {
  const t = useTranslations("agreements");
  return <RequireSession why={t("why")}>{(me) => <List filter={filter} viewer={me.address} />}</RequireSession>;
};

const List = ({ filter, viewer }: { filter: AgreementFilter; viewer: string }) => {
  const t = useTranslations("agreements");
  const query = useInfiniteQuery(agreementsQuery(useApi(), filter));
  const isFiltered = Boolean(filter.side || filter.state);
  return (
    <ShownPages
      query={query}
      label={t("loading")}
      empty={
        <EmptyState
          icon={<Icon name="file-pen-line" />}
          title={isFiltered ? t("noneFound") : t("none")}
          action={
            isFiltered ? (
              <ButtonLink href="/agreements">{t("all")}</ButtonLink>
            ) : (
              <>
                <ButtonLink href="/projects/new">{t("postProject")}</ButtonLink>
                <ButtonLink href="/projects">{t("findProject")}</ButtonLink>
              </>
            )
          }
        >
          {isFiltered ? t("noneFoundText") : t("noneText")}
        </EmptyState>
      }
    >
      {(agreements) => (
        <ul className="space-y-3">
          {agreements.map((agreement) => (
            <li key={agreement.id}>
              <AgreementCard agreement={agreement} viewer={viewer} />
            </li>
          ))}
        </ul>
      )}
    </ShownPages>
  );
};

const AgreementCard = ({ agreement, viewer }: { agreement: AgreementSummary; viewer: string }) => {
  const t = useTranslations("agreements");
  const isClient = agreement.client.address === viewer;
  const other = isClient ? agreement.developer : agreement.client;
  return (
    <article className="relative min-w-0 rounded-lg border border-line bg-surface p-5 shadow-sm transition-colors hover:border-edge/60">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h2 className="min-w-0 flex-1 basis-64 font-display text-lg font-semibold">
          <Link href={`/agreements/${agreement.id}`} className="after:absolute after:inset-0 hover:text-brand">
            <bdi>{agreement.title}</bdi>
          </Link>
        </h2>
        <span className="flex flex-wrap items-center gap-2">
          {agreement.disputed > 0 && <Badge tone="bad">{t("disputed", { count: agreement.disputed })}</Badge>}
          <AgreementStateBadge state={agreement.state} />
        </span>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm text-ink-soft">
        <span className="relative z-10 inline-flex min-w-0 items-center gap-1.5">
          <span className="shrink-0">{isClient ? t("youAreClient") : t("youAreDeveloper")}</span>
          <PersonLink person={other} />
        </span>
        <span>{t("milestoneProgress", { closed: agreement.closed, count: agreement.milestones })}</span>
        <span>
          {t.rich("lockedOf", {
            locked: () => <Amount of={agreement.locked} token={agreement.token} className="font-semibold text-ink" />,
            total: () => <Amount of={agreement.total} token={agreement.token} />,
          })}
        </span>
        {agreement.nextDue && <Deadline at={agreement.nextDue} compact passed={t("duePassed")} className="sm:ms-auto" />}
      </div>
      {agreement.awaiting && (
        <p className="mt-3 inline-flex items-center gap-2 rounded-md bg-held-soft px-3 py-1.5 text-sm font-semibold text-held">
          <Icon name="bell-ring" className="size-4 shrink-0" />
          {t(`awaiting.${agreement.awaiting}`)}
        </p>
      )}
    </article>
  );
};
