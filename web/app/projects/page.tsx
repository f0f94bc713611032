import { Icon } from "#web/ui/icon.tsx";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Skill } from "#core/features/profiles.ts";
import { Field, ProjectState } from "#core/features/projects.ts";
import { Address } from "#core/lib/ids.ts";
import {
  ProjectFilter,
  type ProjectFilterChoice,
  ProjectList,
  projectsQuery,
  ProjectTabs,
} from "#web/features/projects/index.ts";
import { Prefetched } from "#web/lib/api-server.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";

// What does not fit is left out: a mistyped address shows all projects instead of an error.
const Query = z.object({
  search: z.string().trim().min(1).max(100).optional().catch(undefined),
  field: Field.optional().catch(undefined),
  skill: z.string().trim().toLowerCase().pipe(Skill).optional().catch(undefined),
  state: ProjectState.optional().catch(undefined),
  client: Address.optional().catch(undefined),
});

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("projects");
  return { title: t("title"), description: t("lead") };
};

export default async function ProjectsPage({ searchParams }: PageProps<"/projects">) {
  const t = await getTranslations("projects");
  const asked = Query.parse(await searchParams);
  const filter: ProjectFilterChoice = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));

  return (
    <Page>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <ButtonLink href="/projects/new" variant="primary" icon={<Icon name="plus" />}>
            {t("post")}
          </ButtonLink>
        }
      />
      <ProjectTabs client={filter.client} />
      <ProjectFilter key={JSON.stringify(filter)} filter={filter} fields={Field.options} states={ProjectState.options} />
      <Prefetched queries={(api, client) => [client.prefetchInfiniteQuery(projectsQuery(api, filter))]}>
        <ProjectList filter={filter} />
      </Prefetched>
    </Page>
  );
}
