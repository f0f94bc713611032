"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Agreement, MilestoneView, SettlementOffer } from "#core/features/agreements.ts";
import { useApi } from "#web/lib/api.tsx";
import { useToken } from "#web/lib/chain.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { Money } from "#web/ui/money.tsx";
import { Deadline } from "#web/ui/time.tsx";
import { usePlans } from "./plans.tsx";
import { offersQuery } from "./queries.ts";

/** Open offers to split one milestone. Whoever did not make one may take it with one transaction. */
export const Offers = ({
  agreement,
  milestone,
  viewer,
}: {
  agreement: Agreement;
  milestone: MilestoneView;
  viewer: string | null;
}) => {
  const { data } = useQuery(offersQuery(useApi(), agreement.id));
  const now = useChainNowAt(...(data ?? []).map(({ deadline }) => deadline));
  const isOpen = milestone.state === "Funded" || milestone.state === "Submitted" || milestone.state === "Disputed";
  const offers =
    data?.filter((offer) => offer.index === milestone.index && now !== null && Date.parse(offer.deadline) > now) ?? [];
  if (!isOpen || offers.length === 0) return null;
  return (
    <ul className="space-y-2">
      {offers.map((offer) => (
        <li key={offer.by}>
          <Offer agreement={agreement} milestone={milestone} offer={offer} isMine={offer.by === viewer} />
        </li>
      ))}
    </ul>
  );
};

const Offer = ({
  agreement,
  milestone,
  offer,
  isMine,
}: {
  agreement: Agreement;
  milestone: MilestoneView;
  offer: SettlementOffer;
  isMine: boolean;
}) => {
  const t = useTranslations("escrow.offer");
  const token = useToken(agreement.token);
  const { transact } = useTransactions();
  const plans = usePlans(agreement, milestone);
  const byClient = offer.by === agreement.client.address;
  const total = BigInt(milestone.locked);
  const toDeveloper = (total * BigInt(offer.developerBps)) / 10_000n;

  // The side that sends needs no signature of its own.
  const take = () =>
    transact(
      plans.settle(
        offer.developerBps,
        BigInt(Math.floor(Date.parse(offer.deadline) / 1000)),
        byClient ? offer.signature : "0x",
        byClient ? "0x" : offer.signature,
      ),
    );

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-3 rounded-lg border border-brand/30 bg-brand-soft px-4 py-3 text-sm">
      <div className="min-w-0">
        <p className="flex items-center gap-2 font-semibold">
          <Icon name="handshake" className="size-4 shrink-0 text-brand" />
          {isMine ? t("mine") : byClient ? t("byClient") : t("byDeveloper")}
        </p>
        <p className="mt-0.5 text-ink-soft">
          {t.rich("split", {
            developer: () => <Money amount={toDeveloper} token={token} className="font-semibold text-ink" />,
            client: () => <Money amount={total - toDeveloper} token={token} className="font-semibold text-ink" />,
          })}
        </p>
        <Deadline at={offer.deadline} compact className="mt-0.5 text-xs" />
      </div>
      {!isMine && (
        <Button variant="primary" size="sm" onClick={() => void take()}>
          {t("take")}
        </Button>
      )}
    </div>
  );
};
