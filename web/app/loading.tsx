import { useTranslations } from "next-intl";
import { Page } from "#web/ui/page.tsx";
import { Loading } from "#web/ui/skeleton.tsx";

export default function LoadingPage() {
  const t = useTranslations("states");
  return (
    // As tall as the screen: what stands below it does not move into view, and out again when the page is there.
    <div className="min-h-dvh">
      <Page>
        <Loading label={t("loading")} />
      </Page>
    </div>
  );
}
