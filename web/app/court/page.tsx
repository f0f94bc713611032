import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { CasePeriod } from "#core/features/disputes.ts";
import {
  CaseFilter,
  type CaseFilterChoice,
  CaseList,
  casesQuery,
  CourtTabs,
  Seats,
  seatsQuery,
} from "#web/features/disputes/index.ts";
import { Credits } from "#web/features/escrow/index.ts";
import { Prefetched } from "#web/lib/api-server.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Columns, Page } from "#web/ui/page.tsx";

const Query = z.object({
  period: CasePeriod.optional().catch(undefined),
  mine: z.enum(["party", "arbiter"]).optional().catch(undefined),
});

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("disputes");
  return { title: t("title"), description: t("lead") };
};

export default async function CourtPage({ searchParams }: PageProps<"/court">) {
  const t = await getTranslations("disputes");
  const asked = Query.parse(await searchParams);
  const filter: CaseFilterChoice = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return (
    <Page>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Credits />
      <CourtTabs mine={filter.mine} />
      <Prefetched
        queries={(api, client) => [client.prefetchInfiniteQuery(casesQuery(api, filter)), client.prefetchQuery(seatsQuery(api))]}
      >
        <Columns aside={<Seats />}>
          <CaseFilter filter={filter} periods={CasePeriod.options} />
          <CaseList filter={filter} />
        </Columns>
      </Prefetched>
    </Page>
  );
}
