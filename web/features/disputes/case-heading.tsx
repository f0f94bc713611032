"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE } from "#web/lib/chain.tsx";
import { useRoom } from "#web/lib/realtime.tsx";
import { Shown } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { Card, Stat } from "#web/ui/card.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { Moment } from "#web/ui/time.tsx";
import { periodNow } from "./duties.ts";
import { CasePeriodBadge } from "./case-period.tsx";
import { numbersOf } from "./numbers-of.ts";
import { caseQuery } from "./queries.ts";

export const CaseHeading = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes");
  const locale = useLocale();
  const query = useQuery(caseQuery(useApi(), caseId));
  const now = useChainNowAt(query.data?.appealBy);
  useRoom(`case:${caseId}`);
  return (
    <Shown
      query={query}
      label={t("loading")}
      missing={{ title: t("missing"), text: t("missingText"), action: <ButtonLink href="/court">{t("all")}</ButtonLink> }}
    >
      {(dispute) => (
        <>
          <PageHeader
            trail={[{ href: "/court", label: t("title") }]}
            title={<bdi>{dispute.title ?? t("untitled")}</bdi>}
            status={<CasePeriodBadge period={periodNow(dispute, now)} />}
            lead={
              <span className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-sm">
                <span className="inline-flex min-w-0 items-center gap-2">
                  {t("client")} <PersonLink person={dispute.client} />
                </span>
                <span className="inline-flex min-w-0 items-center gap-2">
                  {t("developer")} <PersonLink person={dispute.developer} />
                </span>
              </span>
            }
            actions={
              <ButtonLink href={`/agreements/${dispute.agreement}#milestone-${dispute.index + 1}`}>
                {t("toAgreement", numbersOf(dispute, locale))}
              </ButtonLink>
            }
          />
          <Card aria-label={t("facts")}>
            <div className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-4">
              <Stat label={t("stake")} note={dispute.period === "Executed" ? undefined : t("stakeNote")}>
                <Amount of={dispute.atStake} token={dispute.token} />
              </Stat>
              <Stat label={t("deposit")} note={t("depositNote")}>
                <Amount of={dispute.deposit} token={NATIVE} />
              </Stat>
              <Stat label={t("openedBy")}>
                <span className="font-sans text-sm tracking-normal">
                  <PersonLink person={dispute.claimant} picture={false} />
                </span>
              </Stat>
              <Stat label={t("opened")}>
                <Moment at={dispute.openedAt} form="date" className="font-sans text-sm tracking-normal" />
              </Stat>
            </div>
          </Card>
        </>
      )}
    </Shown>
  );
};
