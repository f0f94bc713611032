"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Project } from "#core/features/projects.ts";
import type { Proposal } from "#core/features/proposals.ts";
import { useApi } from "#web/lib/api.tsx";
import { ShownPages } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/states.tsx";
import { DecideProposal, WithdrawProposal } from "./decide.tsx";
import { ProposalCard } from "./proposal-card.tsx";
import { proposalsQuery } from "./queries.ts";

// Those that wait for a decision first, then the lower price.
const inOrder = (proposals: Proposal[]): Proposal[] =>
  proposals.toSorted((a, b) => {
    const waits = Number(b.state === "submitted") - Number(a.state === "submitted");
    return waits || (BigInt(a.total) < BigInt(b.total) ? -1 : 1);
  });

/** Each with what its reader may do about it. */
export const ProposalsOf = ({ project, viewer }: { project: Project; viewer: string }) => {
  const t = useTranslations("proposals");
  const isClient = project.client.address === viewer;
  const query = useInfiniteQuery(proposalsQuery(useApi(), project.id));
  if (!isClient && query.data?.pages.every((page) => page.items.length === 0)) return null;

  return (
    <section aria-labelledby="proposals" className="space-y-4">
      <h2 id="proposals" className="font-display text-lg font-semibold">
        {isClient ? t("received") : t("sent")}
      </h2>
      <ShownPages
        query={query}
        label={t("loading")}
        empty={
          <EmptyState
            icon={<Icon name="inbox" />}
            title={t("none")}
            action={<ButtonLink href="/people">{t("findPeople")}</ButtonLink>}
          >
            {t("noneText")}
          </EmptyState>
        }
      >
        {(proposals) => (
          <ul className="grid grid-cols-1 gap-4 xl:grid-cols-2">
            {inOrder(proposals).map((proposal) => (
              <li key={proposal.id} className="grid min-w-0">
                <ProposalCard
                  proposal={proposal}
                  withDeveloper={isClient}
                  actions={
                    proposal.agreement ? (
                      <ButtonLink size="sm" href={`/agreements/${proposal.agreement}`}>
                        {t("toAgreement")}
                      </ButtonLink>
                    ) : proposal.state === "submitted" && project.state === "open" ? (
                      isClient ? (
                        <DecideProposal proposal={proposal} />
                      ) : (
                        <WithdrawProposal proposal={proposal} />
                      )
                    ) : null
                  }
                />
              </li>
            ))}
          </ul>
        )}
      </ShownPages>
    </section>
  );
};
