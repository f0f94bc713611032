import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notifications, notificationsQuery } from "#web/features/notifications/index.ts";
import { forMember, Prefetched } from "#web/lib/api-server.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("notifications");
  return { title: t("title"), robots: { index: false } };
};

export default async function NotificationsPage() {
  const t = await getTranslations("notifications");
  return (
    <Page narrow>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Prefetched queries={(api, client) => [forMember(() => client.prefetchInfiniteQuery(notificationsQuery(api)))]}>
        <Notifications />
      </Prefetched>
    </Page>
  );
}
