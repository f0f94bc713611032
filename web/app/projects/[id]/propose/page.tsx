import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { projectQuery } from "#web/features/projects/index.ts";
import { Propose, proposalsQuery } from "#web/features/proposals/index.ts";
import { forMember, Prefetched, serverApi } from "#web/lib/api-server.tsx";
import { found } from "#web/lib/found.ts";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";

const projectOf = cache(async (id: string) => found((await serverApi()).projects.get({ id })));

export const generateMetadata = async ({ params }: PageProps<"/projects/[id]/propose">): Promise<Metadata> => {
  const t = await getTranslations("proposals");
  const project = await projectOf((await params).id);
  return { title: project ? t("proposeFor", { title: project.title }) : t("propose"), robots: { index: false } };
};

export default async function ProposePage({ params }: PageProps<"/projects/[id]/propose">) {
  const { id } = await params;
  const t = await getTranslations("proposals");
  const project = await projectOf(id);
  return (
    <Page narrow>
      <PageHeader
        trail={[
          { href: "/projects", label: t("projects") },
          { href: `/projects/${id}`, label: project?.title ?? t("project") },
        ]}
        title={t("propose")}
        lead={t("proposeLead")}
      />
      <Prefetched
        queries={(api, client) => [
          client.prefetchQuery(projectQuery(api, id)),
          forMember(() => client.prefetchInfiniteQuery(proposalsQuery(api, id))),
        ]}
      >
        <Propose project={id} />
      </Prefetched>
    </Page>
  );
}
