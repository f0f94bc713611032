"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { laneOf } from "#core/features/court-rules.ts";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import { movesOf, sideOf } from "#web/lib/moves.ts";
import NoteDialog from "#web/lib/note-dialog.tsx";
import { useReader } from "#web/lib/reader.ts";
import { useSession } from "#web/lib/session.tsx";
import type { TransactionPlan } from "#web/lib/transactions/plan.ts";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Fact, Facts } from "#web/ui/card.tsx";
import { useChainNow } from "#web/ui/clock.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Checkbox } from "#web/ui/field.tsx";
import { Money } from "#web/ui/money.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";
import { Span } from "#web/ui/time.tsx";
import { usePlans } from "./plans.tsx";

/** What somebody may take to the court now, the milestone that they began with first among them. */
const disputable = (
  agreement: Agreement,
  milestone: MilestoneView,
  viewer: string | null,
  now: number | null,
): MilestoneView[] =>
  now === null
    ? [milestone]
    : agreement.plan.filter(
        (each) => each.index === milestone.index || movesOf(agreement, each, sideOf(agreement, viewer), now).includes("dispute"),
      );

type Props = { agreement: Agreement; milestone: MilestoneView; onClose: () => void; onReady: (plan: TransactionPlan) => void };

/** Evidence first, then the deposit: a case begins with words that an arbiter can read. */
export default function DisputeDialog({ agreement, milestone, onClose, onReady }: Props) {
  const t = useTranslations("escrow.dispute");
  const chain = useChain();
  const reader = useReader();
  const coin = useToken(NATIVE);
  const token = useToken(agreement.token);
  const plans = usePlans(agreement, milestone);
  const { me } = useSession();
  const choices = disputable(agreement, milestone, me?.address ?? null, useChainNow());
  const [chosen, setChosen] = useState<readonly number[]>([milestone.index]);
  const disputed = choices.filter(({ index }) => chosen.includes(index));
  const atStake = disputed.reduce((sum, { locked }) => sum + BigInt(locked), 0n);
  const toggle = (index: number) =>
    setChosen(chosen.includes(index) ? chosen.filter((each) => each !== index) : [...chosen, index]);
  const deposit = useQuery({
    queryKey: ["court-deposit", agreement.terms.court, agreement.token, atStake.toString()],
    queryFn: async () => {
      const [{ courtAbi }, node] = await Promise.all([import("#core/chain/abi.ts"), reader()]);
      return BigInt(
        String(
          await node.read({
            abi: courtAbi,
            address: agreement.terms.court,
            functionName: "depositFor",
            args: [atStake, agreement.token],
          }),
        ),
      );
    },
    enabled: disputed.length > 0,
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
  const { answer: answerPeriod } = laneOf(chain.courtParameters, { token: agreement.token, atStake: atStake.toString() });
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
        if (deposit.data !== undefined && disputed.length > 0)
          onReady(plans.dispute(disputed, document, deposit.data, coin, answerPeriod));
      }}
    >
      {choices.length > 1 && (
        <fieldset className="min-w-0 space-y-1">
          <legend className="text-sm font-semibold">{t("which")}</legend>
          <p className="mb-1.5 text-xs text-ink-faint">{t("whichHint")}</p>
          {choices.map((each) => (
            <Checkbox
              key={each.index}
              checked={chosen.includes(each.index)}
              // A case is about something: the last one stays.
              disabled={chosen.length === 1 && chosen.includes(each.index)}
              onChange={() => toggle(each.index)}
              label={t.rich("choice", {
                number: each.index + 1,
                title: each.title,
                amount: () => <Money amount={each.locked} token={token} className="text-ink-soft" />,
              })}
            />
          ))}
        </fieldset>
      )}
      <Facts className="rounded-lg border border-line px-4">
        <Fact name={t("deposit")} help={t("depositHelp")}>
          {deposit.data === undefined ? <Skeleton className="h-4 w-24" /> : <Money amount={deposit.data} token={coin} exact />}
        </Fact>
        <Fact name={t("locked")} help={t("lockedHelp", { count: disputed.length })}>
          <Money amount={atStake} token={token} exact />
        </Fact>
        <Fact name={t("silence")} help={t("silenceHelp", { count: disputed.length })}>
          <Span seconds={answerPeriod} />
        </Fact>
      </Facts>
    </NoteDialog>
  );
}
