"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PlanChange } from "#core/features/amendments.ts";
import { Amount } from "#web/lib/amount.tsx";
import { Badge, type Tone } from "#web/ui/badge.tsx";
import { PlainText } from "#web/ui/plain-text.tsx";
import { Moment, Span } from "#web/ui/time.tsx";

type Look = "added" | "removed" | "stays" | "changed" | "same";
const tones: Record<Look, Tone> = { added: "good", removed: "bad", stays: "held", changed: "note", same: "plain" };
const lookOf = (change: PlanChange): Look =>
  change.kind === "continued" ? (change.changed.length > 0 ? "changed" : "same") : change.kind;

/** Before and after in one line, said as such to whoever does not see the strike. */
const FromTo = ({ name, before, after }: { name: string; before: ReactNode; after: ReactNode }) => {
  const t = useTranslations("amendments.changes");
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <del className="text-ink-faint">
          <span className="sr-only">{t("before")} </span>
          {before}
        </del>
        <ins className="font-semibold no-underline">
          <span className="sr-only">{t("after")} </span>
          {after}
        </ins>
      </dd>
    </div>
  );
};

const Differences = ({ change, token }: { change: Extract<PlanChange, { kind: "continued" }>; token: string }) => {
  const t = useTranslations("amendments.changes");
  const { before, after, changed } = change;
  if (changed.length === 0) return null;
  return (
    <dl className="mt-2 space-y-1.5 text-sm">
      {changed.includes("title") && (
        <FromTo name={t("title")} before={<bdi>{before.title}</bdi>} after={<bdi>{after.title}</bdi>} />
      )}
      {changed.includes("amount") && (
        <FromTo
          name={t("amount")}
          before={<Amount of={before.amount} token={token} exact />}
          after={<Amount of={after.amount} token={token} exact />}
        />
      )}
      {changed.includes("due") && (
        <FromTo name={t("due")} before={<Moment at={before.due} />} after={<Moment at={after.due} />} />
      )}
      {changed.includes("place") && (
        <FromTo
          name={t("place")}
          before={t("number", { number: change.from + 1 })}
          after={t("number", { number: change.to + 1 })}
        />
      )}
      {changed.includes("deliverable") && (
        <div>
          <dt className="text-ink-soft">{t("deliverable")}</dt>
          <dd className="mt-1 grid gap-2 sm:grid-cols-2">
            <div className="rounded-md bg-sunken px-3 py-2 text-ink-soft">
              <p className="text-xs font-semibold">{t("before")}</p>
              <PlainText>{before.deliverable}</PlainText>
            </div>
            <div className="rounded-md bg-note-soft px-3 py-2">
              <p className="text-xs font-semibold">{t("after")}</p>
              <PlainText>{after.deliverable}</PlainText>
            </div>
          </dd>
        </div>
      )}
    </dl>
  );
};

const Change = ({ change, token }: { change: PlanChange; token: string }) => {
  const t = useTranslations("amendments.changes");
  const look = lookOf(change);
  const step = "after" in change ? change.after : change.before;
  const number = ("to" in change ? change.to : change.from) + 1;
  const isLost = (change.kind === "continued" || change.kind === "removed") && change.wasDelivered;
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-5 gap-y-1">
        <p className="min-w-0 flex-1 basis-52 font-semibold">
          {change.kind === "removed" || change.kind === "stays" ? (
            <span className="text-ink-faint">{t("old", { number })} </span>
          ) : (
            <span className="text-ink-faint">{number}. </span>
          )}
          <bdi>{step.title}</bdi>
        </p>
        <span className="flex flex-wrap items-center gap-2">
          <Amount
            of={step.amount}
            token={token}
            exact
            className={look === "removed" ? "text-ink-faint line-through" : "font-semibold"}
          />
          <Badge tone={tones[look]}>{t(`kind.${look}`)}</Badge>
        </span>
      </div>
      {change.kind === "added" && (
        <div className="mt-1 text-sm text-ink-soft">
          <PlainText>{change.after.deliverable}</PlainText>
          <p>{t.rich("dueOn", { date: () => <Moment at={change.after.due} form="date" /> })}</p>
        </div>
      )}
      {change.kind === "continued" && <Differences change={change} token={token} />}
      {change.kind === "stays" && <p className="mt-1 text-sm text-ink-soft">{t("staysText")}</p>}
      {isLost && <p className="mt-2 text-sm font-medium text-held">{t("deliveredLost")}</p>}
    </li>
  );
};

type Terms = { reviewPeriod: number; feeBps: number };

/** What changes, milestone by milestone, in the words that both sides read. */
export const PlanChanges = ({
  changes,
  token,
  before,
  after,
}: {
  changes: readonly PlanChange[];
  token: string;
  before: Terms;
  after: Terms;
}) => {
  const t = useTranslations("amendments.changes");
  const keyOf = (change: PlanChange) => `${change.kind}${"from" in change ? change.from : ""}-${"to" in change ? change.to : ""}`;
  return (
    <div>
      <h3 className="font-semibold">{t("heading")}</h3>
      <ol className="divide-y divide-line">
        {changes.map((change) => (
          <Change key={keyOf(change)} change={change} token={token} />
        ))}
      </ol>
      {(before.reviewPeriod !== after.reviewPeriod || before.feeBps !== after.feeBps) && (
        <dl className="space-y-1.5 border-t border-line pt-3.5 text-sm">
          {before.reviewPeriod !== after.reviewPeriod && (
            <FromTo
              name={t("review")}
              before={<Span seconds={before.reviewPeriod} />}
              after={<Span seconds={after.reviewPeriod} />}
            />
          )}
          {before.feeBps !== after.feeBps && (
            <FromTo
              name={t("fee")}
              before={t("percent", { percent: before.feeBps / 100 })}
              after={t("percent", { percent: after.feeBps / 100 })}
            />
          )}
        </dl>
      )}
    </div>
  );
};
