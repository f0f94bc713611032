"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import { useToken } from "#web/lib/chain.tsx";
import { useDecimalMark } from "#web/lib/form.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, Input } from "#web/ui/field.tsx";
import { Money } from "#web/ui/money.tsx";
import { fromDecimal } from "#web/ui/typed-money.ts";

/** How much of a milestone to release now; the rest stays locked. */
export default function PartDialog({
  milestone,
  agreement,
  onClose,
  onReady,
}: {
  agreement: Agreement;
  milestone: MilestoneView;
  onClose: () => void;
  onReady: (amount: bigint) => void;
}) {
  const t = useTranslations("escrow.part");
  const token = useToken(agreement.token);
  const mark = useDecimalMark();
  const form = useId();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string>();
  const locked = BigInt(milestone.locked);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const amount = fromDecimal(text, token.decimals, mark);
    if (amount === null || amount === 0n) return setFault(t("notAnAmount", { decimals: token.decimals }));
    if (amount >= locked) return setFault(t("tooMuch"));
    onReady(amount);
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
          <Button type="submit" form={form} variant="primary">
            {t("next")}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit}>
        <Field
          label={t("amount")}
          hint={t.rich("hint", { locked: () => <Money amount={locked} token={token} exact /> })}
          error={fault}
          required
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            unit={token.symbol}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
