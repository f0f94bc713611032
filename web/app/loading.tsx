import { useTranslations } from "next-intl";
import { Page } from "#web/ui/page.tsx";
import { Loading } from "#web/ui/skeleton.tsx";

export default function LoadingPage() {
  const t = useTranslations("states");
  return (
    <Page>
      <Loading label={t("loading")} />
    </Page>
  );
}
