import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AgreementGate, AgreementHeading, agreementQuery, Signing, TermsCard } from "#web/features/agreements/index.ts";
import { Amendments, amendmentsQuery, ChangeOfPlan, Versions } from "#web/features/amendments/index.ts";
import { caseQuery } from "#web/features/disputes/index.ts";
import { Credits, creditsQuery, History, Milestones, NextStep, offersQuery } from "#web/features/escrow/index.ts";
import { forMember, Prefetched, serverApi } from "#web/lib/api-server.tsx";
import { found } from "#web/lib/found.ts";
import { LocalClock } from "#web/lib/local-clock.tsx";
import { sideOf } from "#web/lib/moves.ts";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Columns, Page } from "#web/ui/page.tsx";

const agreementOf = cache(async (id: string) => found((await serverApi()).agreements.get({ id })));

export const generateMetadata = async ({ params }: PageProps<"/agreements/[id]">): Promise<Metadata> => {
  const t = await getTranslations("agreements");
  const agreement = await agreementOf((await params).id);
  return { title: agreement?.title ?? t("title"), robots: { index: false } };
};

export default async function AgreementPage({ params }: PageProps<"/agreements/[id]">) {
  const { id } = await params;
  const t = await getTranslations("agreements");
  const agreement = await agreementOf(id);
  return (
    <Page>
      {!agreement && <PageHeader title={t("one")} />}
      <Prefetched
        queries={(api, client) =>
          agreement
            ? [
                Promise.resolve(client.setQueryData(agreementQuery(api, id).queryKey, agreement)),
                ...agreement.plan.flatMap(({ caseId }) => (caseId ? [client.prefetchQuery(caseQuery(api, caseId))] : [])),
                forMember((me) =>
                  Promise.all([
                    client.prefetchQuery(creditsQuery(api)),
                    !agreement.wordsWithheld && client.prefetchQuery(amendmentsQuery(api, id)),
                    sideOf(agreement, me.address) !== "other" && client.prefetchQuery(offersQuery(api, id)),
                  ]),
                ),
              ]
            : []
        }
      >
        <AgreementGate id={id}>
          <AgreementHeading id={id} />
          <Signing id={id} />
          <NextStep id={id} />
          <Amendments id={id} />
          <Credits />
          <Columns
            aside={
              <>
                <Versions id={id} />
                <TermsCard id={id} />
                <LocalClock />
              </>
            }
          >
            <Milestones id={id} />
            <ChangeOfPlan id={id} />
            <History id={id} />
          </Columns>
        </AgreementGate>
      </Prefetched>
    </Page>
  );
}
