"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Case, PanelMember, Round } from "#core/features/disputes.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE } from "#web/lib/chain.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { ExposeVote } from "./expose.tsx";
import { caseQuery } from "./queries.ts";

/**
 * Who was drawn, round by round, the newest first, and how far each has come. What a commitment hides stays hidden until its
 * holder shows it. Earlier rounds are folded: with fifteen arbiters the page would be all names.
 */
export const PanelCard = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes.panel");
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  if (!dispute || dispute.panel.length === 0) return null;
  const drawn = dispute.rounds.toReversed().filter(({ round }) => dispute.panel.some((member) => member.round === round));
  return (
    <Card>
      <CardTitle>{t("title")}</CardTitle>
      {drawn.map((round, at) => (
        <PanelOf key={round.round} dispute={dispute} round={round} isFirst={at === 0} isAlone={drawn.length === 1} />
      ))}
      {dispute.period === "Commit" && (
        <div className="mt-3 border-t border-line pt-3">
          <ExposeVote dispute={dispute} />
        </div>
      )}
    </Card>
  );
};

type PanelProps = { dispute: Case; round: Round; isFirst: boolean; isAlone: boolean };

const PanelOf = ({ dispute, round, isFirst, isAlone }: PanelProps) => {
  const t = useTranslations("disputes.panel");
  const members = dispute.panel.filter((member) => member.round === round.round);
  const told = members.filter(({ vote }) => vote !== null).length;
  const sealed = members.filter(({ hasCommitted }) => hasCommitted).length;
  const list = (
    <ul className="divide-y divide-line">
      {members.map((member) => (
        <Member key={member.seat} member={member} isRunning={round.state === "Running"} period={dispute.period} />
      ))}
    </ul>
  );
  if (isAlone) return <div className="-my-3">{list}</div>;
  return (
    <details open={isFirst} className="border-t border-line first-of-type:border-0">
      <summary className="cursor-pointer py-3 text-sm font-semibold hover:text-brand">
        {t("round", { round: round.round, count: round.size })}
        <span className="ms-2 text-xs font-normal text-ink-faint">
          {round.state === "Running" && told === 0
            ? t("sealedOf", { sealed, count: round.size })
            : t("told", { told, count: round.size })}
        </span>
      </summary>
      {list}
    </details>
  );
};

type MemberProps = { member: PanelMember; isRunning: boolean; period: Case["period"] };

const Member = ({ member, isRunning, period }: MemberProps) => {
  const t = useTranslations("disputes.panel");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2.5">
      <div className="min-w-0">
        <PersonLink person={member.arbiter} />
        <p className="mt-0.5 text-xs text-ink-faint">{t("seat", { seat: member.seat })}</p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        {member.slashed !== "0" && (
          <span className="text-bad">{t.rich("slashed", { amount: () => <Amount of={member.slashed} token={NATIVE} /> })}</span>
        )}
        {member.rewarded !== "0" && (
          <span className="text-good">
            {t.rich("rewarded", { amount: () => <Amount of={member.rewarded} token={NATIVE} /> })}
          </span>
        )}
        <VoteState member={member} isRunning={isRunning} period={period} />
      </div>
    </li>
  );
};

const VoteState = ({ member, isRunning, period }: MemberProps) => {
  const t = useTranslations("disputes.panel");
  if (member.vote !== null)
    return (
      <Badge tone={member.slashedFor === "incoherent" ? "bad" : "brand"}>
        {t(member.slashedFor === "incoherent" ? "votedFar" : "voted", { percent: member.vote / 100 })}
      </Badge>
    );
  if (member.slashedFor === "exposed") return <Badge tone="bad">{t("exposed")}</Badge>;
  if (member.slashedFor === "unrevealed") return <Badge tone="bad">{t("notRevealed")}</Badge>;
  if (member.slashedFor === "silent") return <Badge tone="bad">{t("silent")}</Badge>;
  if (member.hasCommitted) return <Badge tone="held">{t("committed")}</Badge>;
  return isRunning && period === "Commit" ? <Badge>{t("awaited")}</Badge> : null;
};
