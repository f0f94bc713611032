"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import { NATIVE, useToken } from "#web/lib/chain.tsx";
import { unfundedFrom } from "#web/lib/moves.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import type { TransactionPlan } from "#web/lib/transactions/plan.ts";
import { Address } from "#web/ui/address.tsx";
import { Button } from "#web/ui/button.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { Money } from "#web/ui/money.tsx";
import { Moment, Span } from "#web/ui/time.tsx";
import { escrowCall } from "./use-escrow.ts";

const sumOf = (milestones: readonly MilestoneView[]): bigint => milestones.reduce((sum, { amount }) => sum + BigInt(amount), 0n);

/** Locks the next milestone or all that are left. With the developer's signature it binds both at once; without, it is an offer. */
export const FundButtons = ({ agreement, withSignature }: { agreement: Agreement; withSignature: boolean }) => {
  const t = useTranslations("escrow.fund");
  const { transact } = useTransactions();
  const token = useToken(agreement.token);
  const now = useChainNowAt(agreement.signBy);
  const open = unfundedFrom(agreement.plan);
  const next = open[0];
  if (!next) return null;

  const isNew = open.length === agreement.plan.length;
  const signature =
    isNew && withSignature && now !== null && Date.parse(agreement.signBy) > now ? agreement.developerSignature : null;

  const planFor = (count: number): TransactionPlan => {
    const chosen = open.slice(0, count);
    const amount = sumOf(chosen);
    const isNative = agreement.token === NATIVE;
    const last = chosen.at(-1) ?? next;
    return {
      title: count === 1 ? t("one", { number: next.index + 1 }) : t("many", { count }),
      summary: signature || !isNew ? t("summary") : t("summaryOffer"),
      facts: [
        { name: t("amount"), value: <Money amount={amount} token={token} exact /> },
        ...chosen.map((milestone) => ({
          name: t("milestone", { number: milestone.index + 1, title: milestone.title }),
          value: <Money amount={milestone.amount} token={token} exact />,
          help: t.rich("due", { date: () => <Moment at={milestone.due} form="date" /> }),
        })),
        { name: t("developer"), value: <Address address={agreement.developer.address} name={agreement.developer.name} /> },
        { name: t("fee"), value: t("feeValue", { percent: agreement.feeBps / 100 }), help: t("feeHelp") },
      ],
      ifNobodyActs: t.rich("ifNobodyActs", {
        date: () => <Moment at={last.due} form="date" />,
        review: () => <Span seconds={agreement.reviewPeriod} />,
      }),
      call: signature
        ? escrowCall(agreement, "fundSigned", [BigInt(count), signature], isNative ? amount : undefined)
        : escrowCall(agreement, "fund", [BigInt(count)], isNative ? amount : undefined),
      allowance: isNative
        ? undefined
        : {
            token: agreement.token,
            symbol: token.symbol,
            decimals: token.decimals,
            spender: agreement.escrow,
            amount,
            withPermit: (permit) => escrowCall(agreement, "fundWithPermit", [BigInt(count), signature ?? "0x", permit])(),
          },
      success: t("success"),
    };
  };

  return (
    <>
      <Button variant="primary" icon={<Icon name="landmark" />} onClick={() => void transact(planFor(1))}>
        {t.rich("next", { number: next.index + 1, amount: () => <Money amount={next.amount} token={token} /> })}
      </Button>
      {open.length > 1 && (
        <Button onClick={() => void transact(planFor(open.length))}>
          {t.rich("all", { count: open.length, amount: () => <Money amount={sumOf(open)} token={token} /> })}
        </Button>
      )}
    </>
  );
};
