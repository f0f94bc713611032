"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
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

const OpenAmendment = later(async () => (await import("./open-amendment.tsx")).OpenAmendment);
const PastAmendment = later(async () => (await import("./past-amendment.tsx")).PastAmendment);

/** Another plan that is open, for whoever may read it. */
export const Open = ({ id }: { id: string }) => {
  const known = useKnown(id);
  const open = known?.query.data?.find(isOpen);
  if (!known || !open) return null;
  return <OpenAmendment agreement={known.agreement} amendment={open} side={sideOf(known.agreement, known.viewer)} />;
};

/** The way to propose another plan, and what became of those before. */
export const ChangeOfPlan = ({ id }: { id: string }) => {
  const t = useTranslations("amendments");
  const known = useKnown(id);
  if (!known?.mayAsk) return null;
  const { agreement, viewer, query } = known;
  if (query.data === undefined) return query.isError ? <Failed query={query} /> : null;

  const past = query.data.filter((each) => !isOpen(each));
  const isNewest = agreement.line.at(-1)?.id === id;
  const mayPropose =
    sideOf(agreement, viewer) !== "other" && agreement.state === "active" && isNewest && !query.data.some(isOpen);
  if (!mayPropose && past.length === 0) return null;
  return (
    <Card>
      <CardTitle
        aside={
          mayPropose && (
            <ButtonLink size="sm" icon={<Icon name="pencil-ruler" />} href={`/agreements/${id}/amend`}>
              {t("propose")}
            </ButtonLink>
          )
        }
      >
        {mayPropose ? t("heading") : t("past")}
      </CardTitle>
      {mayPropose && <p className="text-sm text-ink-soft">{t("none")}</p>}
      <PastList agreement={agreement} past={past} />
    </Card>
  );
};

/** An agreement that is on chain, and its amendments for whoever may read them. */
const useKnown = (id: string) => {
  const api = useApi();
  const { me } = useSession();
  const { data: agreement } = useQuery(api.agreements.get.queryOptions({ input: { id } }));
  const isOnChain = agreement !== undefined && agreement.line.length > 0;
  const mayAsk = Boolean(me) && isOnChain && !agreement.wordsWithheld;
  const query = useQuery({ ...amendmentsQuery(api, id), enabled: mayAsk });
  return isOnChain ? { agreement, viewer: me?.address ?? null, mayAsk, query } : null;
};

type Earlier = { agreement: Agreement; past: Amendment[] };

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
