"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import NoteDialog from "#web/lib/note-dialog.tsx";
import { useReader } from "#web/lib/reader.ts";
import type { TransactionPlan } from "#web/lib/transactions/plan.ts";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Fact, Facts } from "#web/ui/card.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Money } from "#web/ui/money.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";
import { Span } from "#web/ui/time.tsx";
import { usePlans } from "./plans.tsx";

type Props = { agreement: Agreement; milestone: MilestoneView; onClose: () => void; onReady: (plan: TransactionPlan) => void };

/** Evidence first, then the deposit: a case begins with words that an arbiter can read. */
export default function DisputeDialog({ agreement, milestone, onClose, onReady }: Props) {
  const t = useTranslations("escrow.dispute");
  const chain = useChain();
  const reader = useReader();
  const coin = useToken(NATIVE);
  const token = useToken(agreement.token);
  const plans = usePlans(agreement, milestone);
  const deposit = useQuery({
    queryKey: ["court-deposit", agreement.terms.court, agreement.token, milestone.locked],
    queryFn: async () => {
      const [{ courtAbi }, node] = await Promise.all([import("#core/chain/abi.ts"), reader()]);
      return BigInt(
        String(
          await node.read({
            abi: courtAbi,
            address: agreement.terms.court,
            functionName: "depositFor",
            args: [BigInt(milestone.locked), agreement.token],
          }),
        ),
      );
    },
    retry: 1,
  });

  if (deposit.isError || !chain)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t("title", { number: milestone.index + 1 })}
        footer={
          <Button variant="primary" busy={deposit.isFetching} onClick={() => void deposit.refetch()}>
            {t("retry")}
          </Button>
        }
      >
        <Callout tone="bad" role="alert">
          {t("unreachable")}
        </Callout>
      </Dialog>
    );
  const { answerPeriod } = chain.courtParameters;
  return (
    <NoteDialog
      agreement={agreement.id}
      index={milestone.index}
      kind="evidence"
      open
      onOpenChange={onClose}
      title={t("title", { number: milestone.index + 1 })}
      lead={t("lead")}
      next={t("next")}
      onStored={(document) => {
        if (deposit.data !== undefined) onReady(plans.dispute(document, deposit.data, coin, answerPeriod));
      }}
    >
      <Facts className="rounded-lg border border-line px-4">
        <Fact name={t("deposit")} help={t("depositHelp")}>
          {deposit.data === undefined ? <Skeleton className="h-4 w-24" /> : <Money amount={deposit.data} token={coin} exact />}
        </Fact>
        <Fact name={t("locked")} help={t("lockedHelp")}>
          <Money amount={milestone.locked} token={token} exact />
        </Fact>
        <Fact name={t("silence")} help={t("silenceHelp")}>
          <Span seconds={answerPeriod} />
        </Fact>
      </Facts>
    </NoteDialog>
  );
}
