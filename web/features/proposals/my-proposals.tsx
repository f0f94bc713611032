"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { RequireSession } from "#web/lib/session.tsx";
import { ShownPages } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/states.tsx";
import { Ago } from "#web/ui/time.tsx";
import { ProposalStateBadge } from "./proposal-state.tsx";
import { myProposalsQuery } from "./queries.ts";

export const MyProposals = () => {
  const t = useTranslations("proposals");
  return (
    <RequireSession why={t("whyMine")}>
      <List />
    </RequireSession>
  );
};

const List = () => {
  const t = useTranslations("proposals");
  const query = useInfiniteQuery(myProposalsQuery(useApi()));
  return (
    <ShownPages
      query={query}
      label={t("loading")}
      empty={
        <EmptyState
          icon={<Icon name="pen-line" />}
          title={t("noneMine")}
          action={<ButtonLink href="/projects">{t("findProject")}</ButtonLink>}
        >
          {t("noneMineText")}
        </EmptyState>
      }
    >
      {(proposals) => (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface shadow-sm">
          {proposals.map((proposal) => (
            <li
              key={proposal.id}
              className="relative flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3.5 hover:bg-sunken/50"
            >
              <Link
                href={proposal.agreement ? `/agreements/${proposal.agreement}` : `/projects/${proposal.project}`}
                className="min-w-0 flex-1 basis-60 font-semibold after:absolute after:inset-0"
              >
                <bdi>{proposal.projectTitle}</bdi>
              </Link>
              <ProposalStateBadge state={proposal.state} />
              <Amount of={proposal.total} token={proposal.token} className="font-semibold" />
              <Ago at={proposal.createdAt} className="text-sm text-ink-faint" />
            </li>
          ))}
        </ul>
      )}
    </ShownPages>
  );
};
