"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Agreement } from "#core/features/agreements.ts";
import { useApi } from "#web/lib/api.tsx";
import { sideOf } from "#web/lib/moves.ts";
import { RequireSession } from "#web/lib/session.tsx";
import { Shown } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { AmendForm } from "./amend-form.tsx";
import { amendmentsQuery } from "./queries.ts";
import { isOpen } from "./standing.ts";

export const Amend = ({ id }: { id: string }) => {
  const t = useTranslations("amendments");
  const query = useQuery(useApi().agreements.get.queryOptions({ input: { id } }));
  return (
    <RequireSession why={t("why")}>
      {(me) => (
        <Shown query={query} label={t("loading")} missing={{ title: t("missing"), text: t("missingText") }}>
          {(agreement) => <Allowed agreement={agreement} viewer={me.address} />}
        </Shown>
      )}
    </RequireSession>
  );
};

/** Says why not where nothing can be proposed: somebody else's, not begun or over, or another one is open. */
const Allowed = ({ agreement, viewer }: { agreement: Agreement; viewer: string }) => {
  const t = useTranslations("amendments");
  const query = useQuery(amendmentsQuery(useApi(), agreement.id));
  const back = (
    <ButtonLink size="sm" href={`/agreements/${agreement.id}`}>
      {t("back")}
    </ButtonLink>
  );
  if (sideOf(agreement, viewer) === "other") return <Callout action={back}>{t("notYours")}</Callout>;
  if (agreement.state !== "active" || agreement.line.at(-1)?.id !== agreement.id)
    return <Callout action={back}>{t("notActive")}</Callout>;
  return (
    <Shown query={query} label={t("loading")}>
      {(amendments) =>
        amendments.some(isOpen) ? (
          <Callout action={back}>{t("already")}</Callout>
        ) : (
          <AmendForm agreement={agreement} viewer={viewer} />
        )
      }
    </Shown>
  );
};
