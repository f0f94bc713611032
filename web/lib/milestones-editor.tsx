"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MAX_MILESTONES } from "#core/features/proposals.ts";
import { Button, IconButton } from "#web/ui/button.tsx";
import { Field, Input, Textarea } from "#web/ui/field.tsx";
import { type Faults, useFaultText } from "./form.ts";
import { freshMilestone, type MilestoneDraft } from "./milestone-draft.ts";

type Props = {
  value: readonly MilestoneDraft[];
  onChange: (milestones: MilestoneDraft[]) => void;
  faults: Faults;
  token: { symbol: string; decimals: number };
  /** The first day that a milestone may be due. */
  earliest?: string;
  /** What stands beside a milestone's number. */
  note?: (milestone: MilestoneDraft) => ReactNode;
};

const moved = <T,>(list: readonly T[], from: number, to: number): T[] => {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(to, 0, item);
  return next;
};

export const MilestonesEditor = ({ value, onChange, faults, token, earliest, note }: Props) => {
  const t = useTranslations("planEditor");
  const faultText = useFaultText(faults);
  const change = (at: number, patch: Partial<MilestoneDraft>) =>
    onChange(value.map((each, index) => (index === at ? { ...each, ...patch } : each)));

  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="mb-1 text-sm font-semibold">{t("milestones")}</legend>
      <p className="text-xs text-ink-faint">{t("milestonesHint")}</p>
      <ol className="space-y-3">
        {value.map((milestone, at) => (
          <li key={milestone.key} className="rounded-lg border border-line bg-sunken/40 p-4">
            <div className="mb-3 flex items-center justify-between gap-2">
              <h2 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
                {t("milestone", { number: at + 1 })}
                {note?.(milestone)}
              </h2>
              <div className="flex">
                <IconButton
                  icon={<Icon name="arrow-up" />}
                  label={t("moveUp", { number: at + 1 })}
                  disabled={at === 0}
                  onClick={() => onChange(moved(value, at, at - 1))}
                />
                <IconButton
                  icon={<Icon name="arrow-down" />}
                  label={t("moveDown", { number: at + 1 })}
                  disabled={at === value.length - 1}
                  onClick={() => onChange(moved(value, at, at + 1))}
                />
                <IconButton
                  icon={<Icon name="trash" />}
                  label={t("remove", { number: at + 1 })}
                  disabled={value.length === 1}
                  onClick={() => onChange(value.filter((_, index) => index !== at))}
                />
              </div>
            </div>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t("milestoneTitle")} error={faultText(`milestones.${at}.title`)} required className="sm:col-span-2">
                <Input value={milestone.title} maxLength={120} onChange={(event) => change(at, { title: event.target.value })} />
              </Field>
              <Field
                label={t("deliverable")}
                hint={t("deliverableHint")}
                error={faultText(`milestones.${at}.deliverable`)}
                required
                className="sm:col-span-2"
              >
                <Textarea
                  rows={2}
                  maxLength={4_000}
                  value={milestone.deliverable}
                  onChange={(event) => change(at, { deliverable: event.target.value })}
                />
              </Field>
              <Field
                label={t("amount")}
                error={faultText(`milestones.${at}.amount`, t("amountFault", { decimals: token.decimals }))}
                required
              >
                <Input
                  inputMode="decimal"
                  autoComplete="off"
                  unit={token.symbol}
                  value={milestone.amount}
                  onChange={(event) => change(at, { amount: event.target.value })}
                />
              </Field>
              <Field label={t("due")} error={faultText(`milestones.${at}.due`, t("dueFault"))} required>
                <Input
                  type="date"
                  min={earliest}
                  value={milestone.due}
                  onChange={(event) => change(at, { due: event.target.value })}
                />
              </Field>
            </div>
          </li>
        ))}
      </ol>
      <Button
        icon={<Icon name="plus" />}
        disabled={value.length >= MAX_MILESTONES}
        onClick={() => onChange([...value, freshMilestone()])}
      >
        {t("add")}
      </Button>
      {value.length >= MAX_MILESTONES && <p className="text-xs text-ink-faint">{t("atMost", { max: MAX_MILESTONES })}</p>}
    </fieldset>
  );
};
