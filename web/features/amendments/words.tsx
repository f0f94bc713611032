"use client";

import { useTranslations } from "next-intl";
import type { Agreement } from "#core/features/agreements.ts";
import type { Amendment } from "#core/features/amendments.ts";
import { NoteView } from "#web/lib/note-view.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { PlainText } from "#web/ui/plain-text.tsx";
import { Moment } from "#web/ui/time.tsx";
import { MoneyMoves } from "./money-moves.tsx";
import { PlanChanges } from "./plan-changes.tsx";

/** Who proposes it and why, what changes, and where the money goes. */
export const AmendmentWords = ({ agreement, amendment }: { agreement: Agreement; amendment: Amendment }) => {
  const t = useTranslations("amendments");
  const before = { reviewPeriod: amendment.previousReviewPeriod, feeBps: agreement.feeBps };
  return (
    <div className="space-y-5">
      <div className="text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-soft">
          <PersonLink person={amendment.by} /> <Moment at={amendment.createdAt} />
        </p>
        <div className="mt-2">
          <PlainText>{amendment.reason}</PlainText>
        </div>
      </div>
      <PlanChanges changes={amendment.changes} token={amendment.token} before={before} after={amendment} />
      <MoneyMoves money={amendment.money} token={amendment.token} funded={amendment.funded} />
      <NoteView digest={amendment.brief} label={t("readBrief")} />
    </div>
  );
};
