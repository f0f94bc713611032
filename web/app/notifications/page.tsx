import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notifications } from "#web/features/notifications/index.ts";
import { Page, PageHeader } from "#web/ui/page.tsx";

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("notifications");
  return { title: t("title"), robots: { index: false } };
};

export default async function NotificationsPage() {
  const t = await getTranslations("notifications");
  return (
    <Page narrow>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Notifications />
    </Page>
  );
}
