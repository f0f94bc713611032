"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Agreement } from "#core/features/agreements.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { useRoom } from "#web/lib/realtime.tsx";
import { Shown } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card, Stat } from "#web/ui/card.tsx";
import { MilestoneCourse } from "#web/ui/milestone.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { AgreementStateBadge } from "./agreement-state.tsx";
import { agreementQuery } from "./queries.ts";

const sum = (amounts: string[]): bigint => amounts.reduce((total, amount) => total + BigInt(amount), 0n);

const moneyOf = ({ plan }: Agreement) => ({
  funded: sum(plan.filter(({ state }) => state !== "Unfunded").map(({ amount }) => amount)),
  toDeveloper: sum(plan.map(({ toDeveloper }) => toDeveloper)),
  toClient: sum(plan.map(({ toClient }) => toClient)),
});

/** Who agreed, on how much, and where all of the money is. */
export const AgreementHeading = ({ id }: { id: string }) => {
  const t = useTranslations("agreements");
  const query = useQuery(agreementQuery(useApi(), id));
  useRoom(`agreement:${id}`);
  return (
    <Shown
      query={query}
      label={t("loading")}
      missing={{ title: t("missing"), text: t("missingText"), action: <ButtonLink href="/agreements">{t("all")}</ButtonLink> }}
    >
      {(agreement) => {
        const money = moneyOf(agreement);
        return (
          <>
            <PageHeader
              trail={[
                { href: "/agreements", label: t("title") },
                ...(agreement.project ? [{ href: `/projects/${agreement.project}`, label: t("project") }] : []),
              ]}
              title={<bdi>{agreement.title}</bdi>}
              status={<AgreementStateBadge state={agreement.state} />}
              lead={
                <span className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-sm">
                  <span className="inline-flex min-w-0 items-center gap-2">
                    {t("client")} <PersonLink person={agreement.client} />
                  </span>
                  <span className="inline-flex min-w-0 items-center gap-2">
                    {t("developer")} <PersonLink person={agreement.developer} />
                  </span>
                </span>
              }
            />
            {agreement.wordsWithheld && <Callout title={t("withheld")}>{t("withheldText")}</Callout>}
            <Card aria-label={t("money.title")}>
              <div className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-4">
                <Stat label={t("money.total")}>
                  <Amount of={agreement.total} token={agreement.token} />
                </Stat>
                <Stat label={t("money.funded")}>
                  <Amount of={money.funded} token={agreement.token} />
                </Stat>
                <Stat label={t("money.locked")} note={t("money.lockedNote")}>
                  <Amount of={agreement.locked} token={agreement.token} className="text-held" />
                </Stat>
                <Stat
                  label={t("money.paid")}
                  note={
                    money.toClient > 0n
                      ? t.rich("money.returned", { amount: () => <Amount of={money.toClient} token={agreement.token} /> })
                      : undefined
                  }
                >
                  <Amount of={money.toDeveloper} token={agreement.token} />
                </Stat>
              </div>
              <MilestoneCourse milestones={agreement.plan} className="mt-5" />
            </Card>
          </>
        );
      }}
    </Shown>
  );
};
