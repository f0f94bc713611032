import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewProject } from "#web/features/projects/new-project.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("projects");
  return { title: t("post") };
};

export default async function NewProjectPage() {
  const t = await getTranslations("projects");
  return (
    <Page narrow>
      <PageHeader trail={[{ href: "/projects", label: t("title") }]} title={t("post")} lead={t("postLead")} />
      <NewProject />
    </Page>
  );
}
