"use client";

import { useMutation } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Agreement } from "#core/features/agreements.ts";
import type { Amendment } from "#core/features/amendments.ts";
import { useApi } from "#web/lib/api.tsx";
import type { Side } from "#web/lib/moves.ts";
import { useProblemText } from "#web/lib/problem.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Confirm } from "#web/ui/confirm.tsx";
import { Moment } from "#web/ui/time.tsx";
import { toast } from "#web/ui/toast.tsx";
import { AmendmentState } from "./amendment-state.tsx";
import { turnOf } from "./standing.ts";
import { useAmending } from "./use-amending.tsx";
import { AmendmentWords } from "./words.tsx";

type Props = { agreement: Agreement; amendment: Amendment };

/** The plan that is proposed in place of this one: the same words for both, and what each may do about it. */
export const OpenAmendment = ({ agreement, amendment, side }: Props & { side: Side }) => {
  const t = useTranslations("amendments");
  return (
    <Card aria-label={t("open")} className="border-held/40">
      <CardTitle aside={<AmendmentState state={amendment.state} />}>{t("open")}</CardTitle>
      <div className="space-y-5">
        {amendment.stale && <Stale amendment={amendment} stale={amendment.stale} />}
        <AmendmentWords agreement={agreement} amendment={amendment} />
        <ul className="flex flex-wrap gap-2">
          {(["client", "developer"] as const).map((each) => (
            <li key={each}>
              {amendment.hasSigned[each] && !amendment.stale ? (
                <Badge tone="good" icon={<Icon name="badge-check" />}>
                  {t(`hasSigned.${each}`)}
                </Badge>
              ) : (
                <Badge icon={<Icon name="circle-dashed" />}>{t(`hasNotSigned.${each}`)}</Badge>
              )}
            </li>
          ))}
        </ul>
        {side !== "other" && <Actions agreement={agreement} amendment={amendment} side={side} />}
      </div>
    </Card>
  );
};

const Stale = ({ amendment, stale }: { amendment: Amendment; stale: NonNullable<Amendment["stale"]> }) => {
  const t = useTranslations("amendments.stale");
  const tKind = useTranslations("escrow.history");
  return (
    <Callout tone="bad" role="status" title={t(`${stale.reason}.title`)}>
      <p>{t(`${stale.reason}.text`)}</p>
      {stale.since.length > 0 && (
        <ul className="mt-1.5 list-disc ps-5">
          {stale.since.map((movement) => (
            <li key={`${movement.txHash}.${movement.kind}.${movement.index}`}>
              {movement.index === null
                ? tKind(`kind.${movement.kind}`)
                : tKind("withMilestone", { what: tKind(`kind.${movement.kind}`), number: movement.index + 1 })}
              {", "}
              <Moment at={movement.at} />
            </li>
          ))}
        </ul>
      )}
      {(amendment.hasSigned.client || amendment.hasSigned.developer) && <p className="mt-1.5">{t("worthless")}</p>}
    </Callout>
  );
};

const Actions = ({ agreement, amendment, side }: Props & { side: "client" | "developer" }) => {
  const t = useTranslations("amendments");
  const router = useRouter();
  const { sign, transact } = useTransactions();
  const { signPlan, executePlan } = useAmending(agreement, amendment, side);
  const turn = turnOf(amendment, side);
  const other = side === "client" ? agreement.developer : agreement.client;
  const name = other.name ?? other.address;

  const execute = async () => {
    if (await transact(executePlan())) router.push(`/agreements/${amendment.next}`);
  };
  const needsClient = side === "developer" && amendment.money.added !== "0";
  const hint = {
    sign: needsClient ? t("turn.signNeedsClient") : t("turn.sign"),
    execute: t("turn.execute"),
    wait: needsClient ? t("turn.waitForMoney", { name }) : t("turn.wait", { name }),
    replace: t("turn.replace"),
  }[turn];

  return (
    <div className="space-y-3 border-t border-line pt-4">
      <p className="text-sm text-ink-soft">{hint}</p>
      <div className="flex flex-wrap items-center gap-2">
        {turn === "execute" && (
          <Button variant="primary" icon={<Icon name="pencil-ruler" />} onClick={() => void execute()}>
            {t("execute.open")}
          </Button>
        )}
        {turn === "sign" && (
          <Button variant="primary" icon={<Icon name="file-pen-line" />} onClick={() => void sign(signPlan())}>
            {amendment.stale ? t("sign.again") : t("sign.open")}
          </Button>
        )}
        <Decide amendment={amendment} agreement={agreement} side={side} />
      </div>
    </div>
  );
};

/** Its author takes it back, the other side says no. Neither costs anything. */
const Decide = ({ agreement, amendment, side }: Props & { side: "client" | "developer" }) => {
  const api = useApi();
  const isMine = amendment.by.address === agreement[side].address;
  const t = useTranslations(`amendments.${isMine ? "withdraw" : "decline"}`);
  const problemText = useProblemText();
  const { refresh } = useAmending(agreement, amendment, side);
  const [isAsking, setAsking] = useState(false);
  const decide = useMutation(
    api.amendments[isMine ? "withdraw" : "decline"].mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        toast({ title: t("done") });
        await refresh();
      },
    }),
  );
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)}>
        {t("open")}
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title={t("title")}
        confirm={t("confirm")}
        cancel={t("cancel")}
        danger
        busy={decide.isPending}
        trouble={decide.isError ? problemText(decide.error) : undefined}
        onConfirm={() => decide.mutate({ id: amendment.id })}
      >
        <p>{t("text")}</p>
        {amendment.hasSigned[side] && !amendment.stale && (
          <p className="mt-2">{t.rich("signedAlready", { date: () => <Moment at={amendment.deadline} /> })}</p>
        )}
      </Confirm>
    </>
  );
};
