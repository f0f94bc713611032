"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Case, PanelMember } from "#core/features/disputes.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE } from "#web/lib/chain.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { caseQuery } from "./queries.ts";

/** Who was drawn, and how far each has come. What a commitment hides stays hidden until its holder shows it. */
export const PanelCard = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes.panel");
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  if (!dispute || dispute.panel.length === 0) return null;
  return (
    <Card>
      <CardTitle>{t("title")}</CardTitle>
      <ul className="-my-3 divide-y divide-line">
        {dispute.panel.map((member) => (
          <li
            key={`${member.round}.${member.seat}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-3"
          >
            <div className="min-w-0">
              <PersonLink person={member.arbiter} />
              <p className="mt-0.5 text-xs text-ink-faint">{t("seat", { seat: member.seat })}</p>
            </div>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              {member.slashed !== "0" && (
                <span className="text-bad">
                  {t.rich("slashed", { amount: () => <Amount of={member.slashed} token={NATIVE} /> })}
                </span>
              )}
              {member.rewarded !== "0" && (
                <span className="text-good">
                  {t.rich("rewarded", { amount: () => <Amount of={member.rewarded} token={NATIVE} /> })}
                </span>
              )}
              <VoteState member={member} period={dispute.period} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const VoteState = ({ member, period }: { member: PanelMember; period: Case["period"] }) => {
  const t = useTranslations("disputes.panel");
  if (member.vote !== null) return <Badge tone="brand">{t("voted", { percent: member.vote / 100 })}</Badge>;
  const isOver = period === "Ruled" || period === "Executed";
  if (member.hasCommitted)
    return isOver ? <Badge tone="bad">{t("notRevealed")}</Badge> : <Badge tone="held">{t("committed")}</Badge>;
  return period === "Commit" && member.slashed === "0" ? <Badge>{t("awaited")}</Badge> : <Badge tone="bad">{t("silent")}</Badge>;
};
