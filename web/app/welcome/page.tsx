import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FirstSteps } from "#web/features/welcome/index.ts";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("welcome");
  return { title: t("title"), description: t("lead") };
};

export default async function WelcomePage() {
  const t = await getTranslations("welcome");
  return (
    <Page>
      <PageHeader title={t("title")} lead={t("lead")} />
      <FirstSteps />
    </Page>
  );
}
