"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import type { Project } from "#core/features/projects.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE, useToken } from "#web/lib/chain.tsx";
import { dayOf, DAY } from "#web/lib/dates.ts";
import { DraftNotice } from "#web/lib/draft-notice.tsx";
import { useDraft } from "#web/lib/draft.ts";
import { faultAt, faultsOf, noFaults, useDecimalMark, showFirstFault, useFaultText } from "#web/lib/form.ts";
import { firstOutOfOrder, totalOf } from "#web/lib/milestone-draft.ts";
import { MilestonesEditor } from "#web/lib/milestones-editor.tsx";
import { useProblemText } from "#web/lib/problem.ts";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card } from "#web/ui/card.tsx";
import { byTheMinute, useChainNow } from "#web/ui/clock.tsx";
import { Checkbox, Field, Select, Textarea } from "#web/ui/field.tsx";
import { Money } from "#web/ui/money.tsx";
import { toast } from "#web/ui/toast.tsx";
import { freshProposal, parseProposal, ProposalDraft } from "./proposal-draft.ts";

const reviewChoices = ["3", "7", "14", "30"];

export const ProposalForm = ({ project, viewer }: { project: Project; viewer: string }) => {
  const t = useTranslations("proposals.form");
  const tPlan = useTranslations("planEditor");
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(`guildhall.draft.proposal.${project.id}.${viewer}`, ProposalDraft, freshProposal);
  const token = useToken(project.token);
  const mark = useDecimalMark();
  const now = useChainNow(byTheMinute);
  const [faults, setFaults] = useState(noFaults);
  const faultText = useFaultText(faults);
  const problemText = useProblemText();
  const propose = useMutation(api.proposals.submit.mutationOptions());

  const { value, change } = draft;
  const total = totalOf(value.milestones, token.decimals, mark);
  const overBudget = BigInt(project.budget) > 0n && total > BigInt(project.budget);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseProposal(value, project.id, project.token, token.decimals, mark);
    const slip = firstOutOfOrder(value.milestones);
    const found = {
      ...(parsed.success ? noFaults : faultsOf(parsed.error)),
      ...(slip === null ? noFaults : faultAt(`milestones.${slip}.due`, tPlan("outOfOrder"))),
    };
    setFaults(found);
    if (!parsed.success || slip !== null) {
      showFirstFault(form.current);
      return;
    }
    const proposal = await propose.mutateAsync(parsed.data).catch(() => null);
    if (!proposal) return;
    draft.clear();
    await queries.invalidateQueries({ queryKey: api.proposals.key() });
    toast({ title: t("sent"), tone: "good" });
    router.push(`/projects/${project.id}`);
  };

  return (
    <Card>
      <form ref={form} noValidate onSubmit={submit}>
        <fieldset disabled={!draft.isRead} className="min-w-0 space-y-6">
          <DraftNotice draft={draft} text={t("kept")} again={t("startAnew")} />
          <Field
            label={t("letter")}
            hint={t("letterHint")}
            error={faultText("letter")}
            required
            aside={`${value.letter.length}/8000`}
          >
            <Textarea
              rows={7}
              maxLength={8_000}
              value={value.letter}
              onChange={(event) => change({ letter: event.target.value })}
            />
          </Field>
          <MilestonesEditor
            value={value.milestones}
            onChange={(milestones) => change({ milestones })}
            faults={faults}
            token={token}
            earliest={now === null ? undefined : dayOf(now + DAY)}
          />
          <Field label={t("review")} hint={t("reviewHint")} error={faultText("reviewPeriod")} required>
            <Select value={value.reviewDays} onChange={(event) => change({ reviewDays: event.target.value })}>
              {reviewChoices.map((days) => (
                <option key={days} value={days}>
                  {t("days", { count: Number(days) })}
                </option>
              ))}
            </Select>
          </Field>
          {project.token === NATIVE && (
            <Checkbox
              checked={value.allowsAdvance}
              onChange={(event) => change({ allowsAdvance: event.target.checked })}
              label={
                <>
                  <span className="block font-semibold">{t("advance")}</span>
                  <span className="block text-ink-soft">{t("advanceHint")}</span>
                </>
              }
            />
          )}
          {propose.isError && (
            <Callout tone="bad" role="alert" title={t("notSent")}>
              {problemText(propose.error)}
            </Callout>
          )}
          <div className="sticky bottom-16 z-10 -mx-5 -mb-5 flex flex-wrap items-center justify-between gap-3 rounded-b-lg border-t border-line bg-surface px-5 py-4 sm:-mx-6 sm:-mb-6 sm:px-6 md:bottom-0">
            <output aria-live="polite" className="min-w-0">
              <span className="block text-sm text-ink-soft">{t("total", { count: value.milestones.length })}</span>
              <Money amount={total} token={token} exact className="font-display text-xl font-semibold" />
              {overBudget && (
                <span className="block text-xs text-held">
                  {t.rich("overBudget", { budget: () => <Amount of={project.budget} token={project.token} /> })}
                </span>
              )}
            </output>
            <Button type="submit" variant="primary" size="lg" busy={propose.isPending}>
              {t("send")}
            </Button>
          </div>
        </fieldset>
      </form>
    </Card>
  );
};
