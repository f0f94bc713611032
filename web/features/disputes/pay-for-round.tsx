"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { laneOf } from "#core/features/court-rules.ts";
import type { AppealOffer, Case, Side } from "#core/features/disputes.ts";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Money } from "#web/ui/money.tsx";
import { Span } from "#web/ui/time.tsx";
import { useCourt } from "./use-court.ts";

type Props = { dispute: Case; offer: AppealOffer; side: Side; isOwn: boolean };

/** Pays for the next round, or as much as the other side paid for this one; the court has one function for both. */
export const PayForRound = ({ dispute, offer, side, isOwn }: Props) => {
  const t = useTranslations("disputes.appeal");
  const chain = useChain();
  const coin = useToken(NATIVE);
  const call = useCourt();
  const { transact } = useTransactions();
  if (!chain) return null;
  const lane = laneOf(chain.courtParameters, dispute);
  const price = BigInt(offer.price);
  const pay = () =>
    transact({
      title: t(`${offer.kind}.title`),
      summary: t(`${offer.kind}.summary`, { count: offer.panel }),
      facts: [
        { name: t("price"), value: <Money amount={price} token={coin} exact />, help: t("priceHelp") },
        { name: t("paidFor"), value: isOwn ? t("you") : t(`side.${side}`), help: isOwn ? undefined : t("paidForHelp") },
        { name: t("panel"), value: t("arbiters", { count: offer.panel }) },
      ],
      ifNobodyActs:
        offer.kind === "appeal" ? t.rich("appeal.nobody", { period: () => <Span seconds={lane.evidence} /> }) : t("match.nobody"),
      call: call("appeal", [dispute.caseId, side === "developer"], price),
      success: t(`${offer.kind}.success`),
    });
  return (
    <Button variant={isOwn ? "primary" : "secondary"} icon={<Icon name="scale" />} onClick={() => void pay()}>
      {t.rich(isOwn ? `${offer.kind}.open` : `${offer.kind}.openFor`, {
        price: () => <Money amount={price} token={coin} />,
        side: t(`side.${side}`),
      })}
    </Button>
  );
};
