import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AgreementState } from "#core/features/agreements.ts";
import { AgreementFilter, type AgreementFilterChoice, agreementsQuery, MyAgreements } from "#web/features/agreements/index.ts";
import { Credits, creditsQuery } from "#web/features/escrow/index.ts";
import { MyProposals, myProposalsQuery } from "#web/features/proposals/index.ts";
import { forMember, Prefetched } from "#web/lib/api-server.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";
import { LinkTabs } from "#web/ui/tabs.tsx";

const Query = z.object({
  state: AgreementState.optional().catch(undefined),
  side: z.enum(["client", "developer"]).optional().catch(undefined),
  view: z.enum(["proposals"]).optional().catch(undefined),
});

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("agreements");
  return { title: t("title"), robots: { index: false } };
};

export default async function AgreementsPage({ searchParams }: PageProps<"/agreements">) {
  const t = await getTranslations("agreements");
  const { view, ...asked } = Query.parse(await searchParams);
  const filter: AgreementFilterChoice = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return (
    <Page>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Prefetched queries={(api, client) => [forMember(() => client.prefetchQuery(creditsQuery(api)))]}>
        <Credits />
      </Prefetched>
      <LinkTabs
        label={t("title")}
        tabs={[
          { href: "/agreements", label: t("tabs.agreements") },
          { href: "/agreements?view=proposals", label: t("tabs.proposals") },
        ]}
        current={view ? "/agreements?view=proposals" : "/agreements"}
      />
      {view === "proposals" ? (
        <Prefetched queries={(api, client) => [forMember(() => client.prefetchInfiniteQuery(myProposalsQuery(api)))]}>
          <MyProposals />
        </Prefetched>
      ) : (
        <>
          <AgreementFilter filter={filter} states={AgreementState.options} />
          <Prefetched queries={(api, client) => [forMember(() => client.prefetchInfiniteQuery(agreementsQuery(api, filter)))]}>
            <MyAgreements filter={filter} />
          </Prefetched>
        </>
      )}
    </Page>
  );
}
