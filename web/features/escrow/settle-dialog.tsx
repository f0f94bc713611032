"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import { useApi } from "#web/lib/api.tsx";
import { useToken } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { domainOf } from "#web/lib/terms.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import type { SignaturePlan } from "#web/lib/transactions/plan.ts";
import { Button } from "#web/ui/button.tsx";
import { useChainNow } from "#web/ui/clock.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, Select } from "#web/ui/field.tsx";
import { Money } from "#web/ui/money.tsx";
import { ShareInput } from "#web/ui/share-input.tsx";
import { Moment } from "#web/ui/time.tsx";

const dayChoices = [1, 3, 7];

/**
 * A split that the other side may take: a signature, no transaction. It binds the milestone as it stands now, so any
 * change of it makes the offer worthless.
 */
export default function SettleDialog({
  agreement,
  milestone,
  onClose,
}: {
  agreement: Agreement;
  milestone: MilestoneView;
  onClose: () => void;
}) {
  const t = useTranslations("escrow.settle");
  const api = useApi();
  const queries = useQueryClient();
  const reader = useReader();
  const token = useToken(agreement.token);
  const now = useChainNow();
  const { sign } = useTransactions();
  const [developerBps, setDeveloperBps] = useState(5_000);
  const [days, setDays] = useState(3);
  const index = BigInt(milestone.index);

  // What the signature binds is read from the contract itself, not from our copy of it.
  const lane = useQuery({
    queryKey: ["lane", agreement.id, milestone.index, milestone.state, milestone.locked, milestone.clock],
    queryFn: async () => {
      const [{ escrowAbi }, node] = await Promise.all([import("#core/chain/abi.ts"), reader()]);
      const answer = await node.read({
        abi: escrowAbi,
        address: agreement.escrow,
        functionName: "laneOf",
        args: [agreement.id, index],
      });
      const [state, clock, , released] = answer as readonly [number, bigint, bigint, bigint];
      return { state, clock, remaining: BigInt(milestone.amount) - released };
    },
    retry: 1,
  });

  const offer = () => {
    if (!lane.data || now === null) return;
    const deadline = BigInt(Math.floor(now / 1000) + days * 86_400);
    const { state, clock, remaining } = lane.data;
    const toDeveloper = (remaining * BigInt(developerBps)) / 10_000n;
    const plan: SignaturePlan = {
      title: t("title", { number: milestone.index + 1 }),
      summary: t("summary"),
      facts: [
        { name: t("developerShare", { percent: developerBps / 100 }), value: <Money amount={toDeveloper} token={token} exact /> },
        {
          name: t("clientShare", { percent: 100 - developerBps / 100 }),
          value: <Money amount={remaining - toDeveloper} token={token} exact />,
        },
        { name: t("until"), value: <Moment at={new Date(Number(deadline) * 1000).toISOString()} /> },
      ],
      ifNobodyActs: t("ifNobodyActs"),
      typedData: async () => {
        const { settlementTypedData } = await import("#core/chain/terms.ts");
        return settlementTypedData(
          { agreement: agreement.id, index, developerBps: BigInt(developerBps), state, clock, remaining, deadline },
          domainOf(agreement),
        );
      },
      keep: async (signature) => {
        await api.settlements.offer.call({
          agreement: agreement.id,
          index: milestone.index,
          developerBps,
          deadline: new Date(Number(deadline) * 1000).toISOString(),
          signature,
        });
        await queries.invalidateQueries({ queryKey: api.settlements.key() });
      },
      success: t("success"),
    };
    onClose();
    void sign(plan);
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { number: milestone.index + 1 })}
      description={t("lead")}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button variant="primary" busy={lane.isPending || now === null} disabled={lane.isError} onClick={offer}>
            {t("next")}
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        <ShareInput
          label={t("share")}
          developerBps={developerBps}
          onChange={setDeveloperBps}
          amount={BigInt(milestone.locked)}
          token={token}
        />
        <Field label={t("valid")} hint={t("validHint")}>
          <Select value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {dayChoices.map((count) => (
              <option key={count} value={count}>
                {t("days", { count })}
              </option>
            ))}
          </Select>
        </Field>
        {lane.isError && (
          <p role="alert" className="text-sm font-medium text-bad">
            {t("unreachable")}
          </p>
        )}
      </div>
    </Dialog>
  );
}
