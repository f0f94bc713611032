"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import type { Agreement } from "#core/features/agreements.ts";
import { amendmentMoney, changesBetween, faultOfPlan } from "#core/features/amendments.ts";
import { useApi } from "#web/lib/api.tsx";
import { useChain, useToken } from "#web/lib/chain.tsx";
import { dayOf, DAY } from "#web/lib/dates.ts";
import { DraftNotice } from "#web/lib/draft-notice.tsx";
import { useDraft } from "#web/lib/draft.ts";
import { faultAt, faultsOf, noFaults, useDecimalMark, showFirstFault, useFaultText } from "#web/lib/form.ts";
import { firstOutOfOrder } from "#web/lib/milestone-draft.ts";
import { MilestonesEditor } from "#web/lib/milestones-editor.tsx";
import { useProblemText } from "#web/lib/problem.ts";
import { Badge } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card } from "#web/ui/card.tsx";
import { byTheMinute, useChainNow } from "#web/ui/clock.tsx";
import { Field, Select, Textarea } from "#web/ui/field.tsx";
import { Loading } from "#web/ui/skeleton.tsx";
import { toast } from "#web/ui/toast.tsx";
import { AmendDraft, freshAmendment, parseAmendment, standingOf } from "./amend-draft.ts";
import { MoneyMoves } from "./money-moves.tsx";
import { PlanChanges } from "./plan-changes.tsx";
import { amendmentsQuery } from "./queries.ts";

const reviewChoices = ["1", "3", "7", "14", "30"];

/** The plan as it is, to be changed; below it, as it is typed, what the other side will read. */
export const AmendForm = ({ agreement, viewer }: { agreement: Agreement; viewer: string }) => {
  const chain = useChain();
  // Amounts are written with the token's decimals, which a draft must not be begun without.
  return chain ? <Form agreement={agreement} viewer={viewer} /> : <Loading label="" rows={3} />;
};

const Form = ({ agreement, viewer }: { agreement: Agreement; viewer: string }) => {
  const t = useTranslations("amendments.form");
  const tPlan = useTranslations("planEditor");
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const token = useToken(agreement.token);
  const mark = useDecimalMark();
  const draft = useDraft(`guildhall.draft.amendment.${agreement.id}.${viewer}`, AmendDraft, () =>
    freshAmendment(agreement, token.decimals, mark),
  );
  const now = useChainNow(byTheMinute);
  const [faults, setFaults] = useState(noFaults);
  const faultText = useFaultText(faults);
  const problemText = useProblemText();
  const propose = useMutation(api.amendments.propose.mutationOptions());

  // Its days are those of the reader's zone, which a server does not know.
  if (!draft.isRead) return <Loading label={t("loading")} rows={3} />;
  const { value, change } = draft;
  const parsed = parseAmendment(value, agreement, token.decimals, mark);
  const choices = reviewChoices.includes(value.reviewDays) ? reviewChoices : [value.reviewDays, ...reviewChoices];
  const funded = Math.min(Number(value.funded), value.milestones.length);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const slip = firstOutOfOrder(value.milestones);
    const fault =
      parsed.success && now !== null
        ? faultOfPlan({ old: standingOf(agreement), reviewPeriod: agreement.reviewPeriod, now: new Date(now) }, parsed.data)
        : null;
    const found = {
      ...(parsed.success ? noFaults : faultsOf(parsed.error)),
      ...(slip === null ? noFaults : faultAt(`milestones.${slip}.due`, tPlan("outOfOrder"))),
      ...(fault === null ? noFaults : faultAt(fault.at === "milestones" ? "reason" : fault.at, t(`fault.${fault.why}`))),
    };
    setFaults(found);
    if (!parsed.success || Object.keys(found).length > 0) {
      showFirstFault(form.current);
      return;
    }
    const amendment = await propose.mutateAsync(parsed.data).catch(() => null);
    if (!amendment) return;
    draft.clear();
    await queries.invalidateQueries({ queryKey: amendmentsQuery(api, agreement.id).queryKey });
    toast({ title: t("sent"), tone: "good" });
    router.push(`/agreements/${agreement.id}`);
  };

  return (
    <form ref={form} noValidate onSubmit={submit} className="space-y-6">
      <Card className="space-y-6">
        <DraftNotice draft={draft} text={t("kept")} again={t("startAnew")} />
        <Field
          label={t("reason")}
          hint={t("reasonHint")}
          error={faultText("reason")}
          required
          aside={`${value.reason.length}/2000`}
        >
          <Textarea
            rows={3}
            maxLength={2_000}
            value={value.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </Field>
        <MilestonesEditor
          value={value.milestones}
          onChange={(milestones) => change({ milestones })}
          faults={faults}
          token={token}
          earliest={now === null ? undefined : dayOf(now + DAY)}
          note={({ from }) =>
            from === null || from === undefined ? (
              <Badge tone="good">{t("new")}</Badge>
            ) : (
              <Badge>{t("continues", { number: from + 1 })}</Badge>
            )
          }
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("funded")} hint={t("fundedHint")} error={faultText("funded")} required>
            <Select value={String(funded)} onChange={(event) => change({ funded: event.target.value })}>
              {value.milestones.map(({ key }, at) => (
                <option key={key} value={at + 1}>
                  {t("first", { count: at + 1 })}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("review")} hint={t("reviewHint")} error={faultText("reviewPeriod")} required>
            <Select value={value.reviewDays} onChange={(event) => change({ reviewDays: event.target.value })}>
              {choices.map((days) => (
                <option key={days} value={days}>
                  {t("days", { count: Number(days) })}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </Card>
      <Card aria-label={t("preview")} className="space-y-5">
        <h2 className="font-display text-lg font-semibold">{t("preview")}</h2>
        {parsed.success || isReadable(parsed.error) ? (
          <Preview agreement={agreement} draft={value} decimals={token.decimals} funded={funded} />
        ) : (
          <p className="text-sm text-ink-soft">{t("previewLater")}</p>
        )}
        {propose.isError && (
          <Callout tone="bad" role="alert" title={t("notSent")}>
            {problemText(propose.error)}
          </Callout>
        )}
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
          <p className="min-w-0 flex-1 basis-64 text-sm text-ink-soft">{t("next")}</p>
          <Button type="submit" variant="primary" size="lg" busy={propose.isPending}>
            {t("send")}
          </Button>
        </div>
      </Card>
    </form>
  );
};

/** A missing reason does not keep anybody from seeing what the plan changes. */
const isReadable = (error: { issues: readonly { path: readonly PropertyKey[] }[] }): boolean =>
  error.issues.every(({ path }) => path[0] === "reason");

const Preview = ({
  agreement,
  draft,
  decimals,
  funded,
}: {
  agreement: Agreement;
  draft: AmendDraft;
  decimals: number;
  funded: number;
}) => {
  const mark = useDecimalMark();
  const parsed = parseAmendment({ ...draft, reason: draft.reason.padEnd(10, "-") }, agreement, decimals, mark);
  if (!parsed.success) return null;
  const old = standingOf(agreement);
  const { milestones, reviewPeriod } = parsed.data;
  return (
    <>
      <PlanChanges
        changes={changesBetween(old, milestones)}
        token={agreement.token}
        before={agreement}
        after={{ reviewPeriod, feeBps: agreement.feeBps }}
      />
      <MoneyMoves money={amendmentMoney(old, milestones, funded)} token={agreement.token} funded={funded} />
    </>
  );
};
