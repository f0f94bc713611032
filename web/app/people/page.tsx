import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Skill } from "#core/features/profiles.ts";
import { PeopleFilter, type PeopleFilterChoice, PeopleList, peopleQuery } from "#web/features/profiles/index.ts";
import { Prefetched } from "#web/lib/api-server.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";

const Query = z.object({
  search: z.string().trim().min(1).max(100).optional().catch(undefined),
  skill: z.string().trim().toLowerCase().pipe(Skill).optional().catch(undefined),
});

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("profiles");
  return { title: t("title"), description: t("lead") };
};

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const t = await getTranslations("profiles");
  const asked = Query.parse(await searchParams);
  const filter: PeopleFilterChoice = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return (
    <Page>
      <PageHeader title={t("title")} lead={t("lead")} />
      <PeopleFilter key={JSON.stringify(filter)} filter={filter} />
      <Prefetched queries={(api, client) => [client.prefetchInfiniteQuery(peopleQuery(api, filter))]}>
        <PeopleList filter={filter} />
      </Prefetched>
    </Page>
  );
}
