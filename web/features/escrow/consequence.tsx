"use client";

import { useTranslations } from "next-intl";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { Moment } from "#web/ui/time.tsx";

/** What comes of a milestone if nobody does anything, or what came of it. */
export const Consequence = ({ agreement, milestone }: { agreement: Agreement; milestone: MilestoneView }) => {
  const t = useTranslations("escrow.consequence");
  const now = useChainNowAt(milestone.anyoneFrom);
  const isDue = now !== null && milestone.anyoneFrom !== null && Date.parse(milestone.anyoneFrom) <= now;
  const date = () => (milestone.anyoneFrom ? <Moment at={milestone.anyoneFrom} /> : null);
  const toDeveloper = () => <Amount of={milestone.toDeveloper} token={agreement.token} />;
  const toClient = () => <Amount of={milestone.toClient} token={agreement.token} />;

  switch (milestone.state) {
    case "Unfunded":
      return t("Unfunded");
    case "Funded":
      return isDue ? t("FundedDue") : t.rich("Funded", { date });
    case "Submitted":
      return isDue ? t("SubmittedDue") : t.rich("Submitted", { date });
    case "Disputed":
      return t("Disputed");
    case "Released":
      return t.rich("Released", { toDeveloper });
    case "Refunded":
      return t.rich("Refunded", { toClient });
    case "Settled":
    case "Ruled":
      return t.rich(milestone.state, { toDeveloper, toClient });
    case "Amended":
      return t("Amended");
    default:
      return milestone.state satisfies never;
  }
};
