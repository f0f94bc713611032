import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EditProfile } from "#web/features/profiles/profile-form.tsx";
import { forMember, Prefetched } from "#web/lib/api-server.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("profiles.edit");
  return { title: t("title"), robots: { index: false } };
};

export default async function EditProfilePage() {
  const t = await getTranslations("profiles.edit");
  return (
    <Page narrow>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Prefetched
        queries={(api, client) => [
          forMember((me) => client.prefetchQuery(api.profiles.get.queryOptions({ input: { who: me.address } }))),
        ]}
      >
        <EditProfile />
      </Prefetched>
    </Page>
  );
}
