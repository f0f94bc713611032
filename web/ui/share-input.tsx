"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Field, Input } from "./field.tsx";
import { Money } from "./money.tsx";
import type { TokenLook } from "./money-text.ts";
import { decimalMark } from "./typed-money.ts";

/**
 * Basis points as the percent that people think in; null for what is no share between 0 and 100 with two decimals. With so
 * few digits a comma parts no thousands, so it is as good as a point.
 */
export const bpsFrom = (percent: string): number | null => {
  if (!/^\d{1,3}([.,]\d{0,2})?$/.test(percent.trim())) return null;
  const bps = Math.round(Number(percent.replace(",", ".")) * 100);
  return bps <= 10_000 ? bps : null;
};

/** The developer's share of an amount, by slider for a thumb and by number for a precise mind. Both amounts stand below. */
export const ShareInput = ({
  developerBps,
  onChange,
  amount,
  token,
  label,
  hint,
}: {
  developerBps: number;
  onChange: (developerBps: number) => void;
  amount: bigint;
  token: TokenLook;
  label: string;
  hint?: string;
}) => {
  const t = useTranslations("ui.share");
  const mark = decimalMark(useLocale());
  const slider = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const toDeveloper = (amount * BigInt(developerBps)) / 10_000n;
  const isUnread = typed !== null && bpsFrom(typed) === null;

  const type = (text: string) => {
    setTyped(text);
    const bps = bpsFrom(text);
    if (bps !== null) onChange(bps);
  };
  return (
    <div className="space-y-3">
      <Field label={label} hint={hint} error={isUnread ? t("fault") : undefined}>
        <div className="max-w-40">
          <Input
            inputMode="decimal"
            unit="%"
            value={typed ?? String(developerBps / 100).replace(".", mark)}
            onChange={(event) => type(event.target.value)}
            onBlur={() => setTyped(null)}
          />
        </div>
      </Field>
      <label htmlFor={slider} className="sr-only">
        {t("slider", { label })}
      </label>
      <input
        id={slider}
        type="range"
        min={0}
        max={100}
        step={1}
        value={Math.round(developerBps / 100)}
        aria-valuetext={t("valueText", { percent: developerBps / 100 })}
        onChange={(event) => {
          setTyped(null);
          onChange(Number(event.target.value) * 100);
        }}
        className="h-11 w-full accent-brand"
      />
      <div aria-live="polite" className="grid grid-cols-2 gap-3 text-sm">
        <div className="rounded-md bg-brand-soft px-3 py-2">
          <span className="block text-xs text-ink-soft">{t("developer")}</span>
          <Money amount={toDeveloper} token={token} className="font-semibold" />
        </div>
        <div className="rounded-md bg-sunken px-3 py-2 text-end">
          <span className="block text-xs text-ink-soft">{t("client")}</span>
          <Money amount={amount - toDeveloper} token={token} className="font-semibold" />
        </div>
      </div>
    </div>
  );
};
