"use client";

import { useQuery } from "@tanstack/react-query";
import { PencilRuler } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Agreement } from "#core/features/agreements.ts";
import type { Amendment } from "#core/features/amendments.ts";
import { useApi } from "#web/lib/api.tsx";
import { sideOf } from "#web/lib/moves.ts";
import { useSession } from "#web/lib/session.tsx";
import { Failed } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { later } from "#web/ui/later.tsx";
import { AmendmentState } from "./amendment-state.tsx";
import { amendmentsQuery } from "./queries.ts";
import { isOpen } from "./standing.ts";
import { Superseded } from "./versions.tsx";

const OpenAmendment = later(async () => (await import("./open-amendment.tsx")).OpenAmendment);
const PastAmendment = later(async () => (await import("./past-amendment.tsx")).PastAmendment);

/** Another plan for what is left: the one that is open, what became of others, and the way to propose one. */
export const Amendments = ({ id }: { id: string }) => {
  const { me } = useSession();
  const { data: agreement } = useQuery(useApi().agreements.get.queryOptions({ input: { id } }));
  if (!agreement || agreement.line.length === 0) return null;
  const newest = agreement.line.at(-1)?.id;
  return (
    <>
      {newest && newest !== id && <Superseded newest={newest} />}
      {me && !agreement.wordsWithheld && <Known agreement={agreement} viewer={me.address} />}
    </>
  );
};

const Known = ({ agreement, viewer }: { agreement: Agreement; viewer: string }) => {
  const t = useTranslations("amendments");
  const query = useQuery(amendmentsQuery(useApi(), agreement.id));
  const side = sideOf(agreement, viewer);
  if (query.isError && query.data === undefined) return <Failed query={query} />;
  if (query.data === undefined) return null;

  const open = query.data.find(isOpen);
  const past = query.data.filter((each) => !isOpen(each));
  const mayPropose = side !== "other" && agreement.state === "active" && agreement.line.at(-1)?.id === agreement.id;
  if (open) {
    return (
      <>
        <OpenAmendment agreement={agreement} amendment={open} side={side} />
        <Past agreement={agreement} past={past} />
      </>
    );
  }
  if (!mayPropose) return <Past agreement={agreement} past={past} />;
  return (
    <Card>
      <CardTitle
        aside={
          <ButtonLink size="sm" icon={<PencilRuler />} href={`/agreements/${agreement.id}/amend`}>
            {t("propose")}
          </ButtonLink>
        }
      >
        {t("heading")}
      </CardTitle>
      <p className="text-sm text-ink-soft">{t("none")}</p>
      <PastList agreement={agreement} past={past} />
    </Card>
  );
};

type Earlier = { agreement: Agreement; past: Amendment[] };

const Past = ({ agreement, past }: Earlier) => {
  const t = useTranslations("amendments");
  if (past.length === 0) return null;
  return (
    <Card>
      <CardTitle>{t("past")}</CardTitle>
      <PastList agreement={agreement} past={past} />
    </Card>
  );
};

const PastList = ({ agreement, past }: Earlier) => {
  const t = useTranslations("amendments");
  return (
    <ul className="mt-3 space-y-2 empty:hidden">
      {past.map((amendment) => (
        <li key={amendment.id}>
          <details className="group rounded-md border border-line bg-sunken/50 px-3.5 py-1 text-sm">
            <summary className="touch-target flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
              <AmendmentState state={amendment.state} />
              <span className="min-w-0 flex-1 truncate">{t("by", { name: amendment.by.name ?? amendment.by.address })}</span>
            </summary>
            <PastAmendment agreement={agreement} amendment={amendment} />
          </details>
        </li>
      ))}
    </ul>
  );
};
