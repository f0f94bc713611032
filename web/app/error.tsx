"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { Page } from "#web/ui/page.tsx";
import { ErrorState } from "#web/ui/states.tsx";

/** A page that broke, inside the frame. Anything a call can answer with is drawn where it was asked, not here. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("states");
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <Page narrow>
      <ErrorState
        level="h1"
        icon={<Icon name="construction" />}
        title={t("crashTitle")}
        action={
          <>
            <Button variant="primary" onClick={reset}>
              {t("retry")}
            </Button>
            <ButtonLink href="/">{t("home")}</ButtonLink>
          </>
        }
      >
        <p>{t("crashNote")}</p>
        {error.digest && <p className="mt-2 font-mono text-xs">{t("crashReference", { digest: error.digest })}</p>}
      </ErrorState>
    </Page>
  );
}
