import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ProjectFacts, ProjectHeading, projectQuery } from "#web/features/projects/index.ts";
import { ProjectProposals } from "#web/features/proposals/index.ts";
import { Prefetched, serverApi } from "#web/lib/api-server.tsx";
import { excerpt } from "#web/lib/excerpt.ts";
import { found } from "#web/lib/found.ts";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Prose } from "#web/ui/markdown.tsx";
import { Columns, Page } from "#web/ui/page.tsx";

const projectOf = cache(async (id: string) => found((await serverApi()).projects.get({ id })));

export const generateMetadata = async ({ params }: PageProps<"/projects/[id]">): Promise<Metadata> => {
  const t = await getTranslations("projects");
  const project = await projectOf((await params).id);
  return project ? { title: project.title, description: excerpt(project.brief) } : { title: t("title") };
};

export default async function ProjectPage({ params }: PageProps<"/projects/[id]">) {
  const { id } = await params;
  const t = await getTranslations("projects");
  const project = await projectOf(id);

  return (
    <Page>
      <Prefetched
        queries={(api, client) => [
          project
            ? Promise.resolve(client.setQueryData(projectQuery(api, id).queryKey, project))
            : client.prefetchQuery(projectQuery(api, id)),
        ]}
      >
        <ProjectHeading id={id} />
        {project && (
          <Columns aside={<ProjectFacts id={id} />}>
            <Card>
              <CardTitle>{t("brief")}</CardTitle>
              <Prose>{project.brief}</Prose>
            </Card>
            <ProjectProposals project={id} />
          </Columns>
        )}
      </Prefetched>
    </Page>
  );
}
