import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { agreementQuery } from "#web/features/agreements/index.ts";
import { Amend } from "#web/features/amendments/index.ts";
import { Prefetched } from "#web/lib/api-server.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { Page } from "#web/ui/page.tsx";

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("amendments");
  return { title: t("proposeTitle"), robots: { index: false } };
};

export default async function AmendPage({ params }: PageProps<"/agreements/[id]/amend">) {
  const { id } = await params;
  const t = await getTranslations("amendments");
  return (
    <Page narrow>
      <PageHeader
        trail={[{ href: `/agreements/${id}`, label: t("agreement") }]}
        title={t("proposeTitle")}
        lead={t("proposeLead")}
      />
      <Prefetched queries={(api, client) => [client.prefetchQuery(agreementQuery(api, id))]}>
        <Amend id={id} />
      </Prefetched>
    </Page>
  );
}
