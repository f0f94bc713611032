"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Field as WorkField } from "#core/features/projects.ts";
import { useApi } from "#web/lib/api.tsx";
import { useChain, useToken } from "#web/lib/chain.tsx";
import { dayOf, DAY } from "#web/lib/dates.ts";
import { DraftNotice } from "#web/lib/draft-notice.tsx";
import { useDraft } from "#web/lib/draft.ts";
import { faultsOf, noFaults, useDecimalMark, showFirstFault, useFaultText } from "#web/lib/form.ts";
import { useProblemText } from "#web/lib/problem.ts";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card } from "#web/ui/card.tsx";
import { byTheMinute, useChainNow } from "#web/ui/clock.tsx";
import { Field, Input, Select } from "#web/ui/field.tsx";
import { SkillsInput } from "#web/ui/skills-input.tsx";
import { toast } from "#web/ui/toast.tsx";
import { BriefField } from "./brief-field.tsx";
import { freshProject, parseProject, ProjectDraft } from "./project-draft.ts";

/** Posting costs no gas and no signature; the draft stays in this browser until it is posted. */
export const ProjectForm = ({ viewer }: { viewer: string }) => {
  const t = useTranslations("projects.form");
  const projects = useTranslations("projects");
  const api = useApi();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const tokens = useChain()?.tokens ?? [];
  const draft = useDraft(`guildhall.draft.project.${viewer}`, ProjectDraft, freshProject);
  const { value, change } = draft;
  const token = useToken(value.token);
  const mark = useDecimalMark();
  const now = useChainNow(byTheMinute);
  const [faults, setFaults] = useState(noFaults);
  const faultText = useFaultText(faults);
  const problemText = useProblemText();
  const post = useMutation(api.projects.post.mutationOptions());

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseProject(value, token.decimals, mark);
    setFaults(parsed.success ? noFaults : faultsOf(parsed.error));
    if (!parsed.success) {
      showFirstFault(form.current);
      return;
    }
    const project = await post.mutateAsync(parsed.data).catch(() => null);
    if (!project) return;
    draft.clear();
    toast({ title: t("posted"), tone: "good" });
    router.push(`/projects/${project.id}`);
  };

  return (
    <Card>
      <form ref={form} noValidate onSubmit={submit}>
        <fieldset disabled={!draft.isRead} className="min-w-0 space-y-5">
          <DraftNotice draft={draft} text={t("kept")} again={t("startAnew")} />
          <Field label={t("title")} hint={t("titleHint")} error={faultText("title")} required aside={`${value.title.length}/120`}>
            <Input value={value.title} maxLength={120} onChange={(event) => change({ title: event.target.value })} />
          </Field>
          <BriefField value={value.brief} error={faultText("brief")} onChange={(brief) => change({ brief })} />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("field")} required>
              <Select value={value.field} onChange={(event) => change({ field: WorkField.parse(event.target.value) })}>
                {WorkField.options.map((field) => (
                  <option key={field} value={field}>
                    {projects(`field.${field}`)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t("deadline")} hint={t("deadlineHint")} error={faultText("deadline", t("deadlineFault"))} required>
              <Input
                type="date"
                value={value.deadline}
                min={now === null ? undefined : dayOf(now + DAY)}
                onChange={(event) => change({ deadline: event.target.value })}
              />
            </Field>
          </div>
          <Field
            label={t("skills")}
            hint={t("skillsHint")}
            error={
              faultText("skills") ??
              Object.keys(faults)
                .filter((path) => path.startsWith("skills."))
                .map((path) => faultText(path, t("skillFault")))[0]
            }
            optionalText={t("optional")}
          >
            <SkillsInput
              value={value.skills}
              onChange={(skills) => change({ skills })}
              max={12}
              placeholder={t("skillsExample")}
            />
          </Field>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("token")} hint={t("tokenHint")} error={faultText("token")} required>
              <Select value={value.token} onChange={(event) => change({ token: event.target.value })}>
                {tokens.map((each) => (
                  <option key={each.address} value={each.address}>
                    {t("tokenChoice", { symbol: each.symbol, name: each.name })}
                  </option>
                ))}
              </Select>
            </Field>
            <Field
              label={t("budget")}
              hint={t("budgetHint")}
              error={faultText("budget", t("budgetFault", { decimals: token.decimals }))}
              required
            >
              <Input
                inputMode="decimal"
                autoComplete="off"
                unit={token.symbol}
                value={value.budget}
                onChange={(event) => change({ budget: event.target.value })}
              />
            </Field>
          </div>
          {post.isError && (
            <Callout tone="bad" role="alert" title={t("notPosted")}>
              {problemText(post.error)}
            </Callout>
          )}
          <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
            <p className="text-sm text-ink-soft">{t("free")}</p>
            <Button type="submit" variant="primary" size="lg" busy={post.isPending}>
              {projects("post")}
            </Button>
          </div>
        </fieldset>
      </form>
    </Card>
  );
};
