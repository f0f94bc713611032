import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#web/ui/button.tsx";
import { Page } from "#web/ui/page.tsx";
import { EmptyState } from "#web/ui/states.tsx";

export default function NotFound() {
  const t = useTranslations("states");
  return (
    <Page narrow>
      <EmptyState
        level="h1"
        icon={<Icon name="compass" />}
        title={t("notFoundTitle")}
        action={
          <ButtonLink href="/" variant="primary">
            {t("home")}
          </ButtonLink>
        }
      >
        {t("notFoundNote")}
      </EmptyState>
    </Page>
  );
}
