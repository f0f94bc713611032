"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { z } from "zod";
import { type Profile, ProfileInput } from "#core/features/profiles.ts";
import { useApi } from "#web/lib/api.tsx";
import { DraftNotice } from "#web/lib/draft-notice.tsx";
import { useDraft } from "#web/lib/draft.ts";
import { faultsOf, noFaults, showFirstFault, useFaultText } from "#web/lib/form.ts";
import { asProblem, useProblemText } from "#web/lib/problem.ts";
import { RequireSession } from "#web/lib/session.tsx";
import { Shown } from "#web/lib/shown.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card } from "#web/ui/card.tsx";
import { Combobox, Field, Input, Textarea } from "#web/ui/field.tsx";
import { SkillsInput } from "#web/ui/skills-input.tsx";
import { toast } from "#web/ui/toast.tsx";

/** The form as it is typed: links one a line, hours as digits. */
const ProfileDraft = z.object({
  handle: z.string(),
  name: z.string(),
  headline: z.string(),
  bio: z.string(),
  location: z.string(),
  timeZone: z.string(),
  skills: z.array(z.string()),
  links: z.string(),
  availableHours: z.string(),
});
type ProfileDraft = z.infer<typeof ProfileDraft>;

const draftOf = ({ handle, name, headline, bio, location, timeZone, skills, links, availableHours }: Profile): ProfileDraft => ({
  handle,
  name,
  headline,
  bio,
  location,
  timeZone,
  skills,
  links: links.join("\n"),
  availableHours: String(availableHours),
});

const withOwnZone = ({ timeZone }: ProfileDraft) => ({
  timeZone: timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone,
});

const parse = (draft: ProfileDraft) =>
  ProfileInput.safeParse({
    ...draft,
    handle: draft.handle.trim().toLowerCase(),
    links: draft.links.split(/\s+/).filter((link) => link !== ""),
    availableHours: /^\d{1,3}$/.test(draft.availableHours) ? Number(draft.availableHours) : -1,
  });

const timeZones = () => Intl.supportedValuesOf("timeZone");

export const EditProfile = () => {
  const t = useTranslations("profiles.edit");
  return <RequireSession why={t("why")}>{(me) => <Loaded address={me.address} />}</RequireSession>;
};

const Loaded = ({ address }: { address: string }) => {
  const t = useTranslations("profiles");
  const query = useQuery(useApi().profiles.get.queryOptions({ input: { who: address } }));
  return (
    <Shown query={query} label={t("loading")}>
      {(profile) => <ProfileForm profile={profile} />}
    </Shown>
  );
};

const ProfileForm = ({ profile }: { profile: Profile }) => {
  const t = useTranslations("profiles.edit");
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(`guildhall.draft.profile.${profile.address}`, ProfileDraft, () => draftOf(profile), withOwnZone);
  const [faults, setFaults] = useState(noFaults);
  const faultText = useFaultText(faults);
  const problemText = useProblemText();
  const update = useMutation(api.profiles.update.mutationOptions());

  const { value, change } = draft;
  const within = (list: string, sentence: string) =>
    faultText(list) ?? (Object.keys(faults).some((path) => path.startsWith(`${list}.`)) ? sentence : undefined);
  const isTaken = update.isError && asProblem(update.error).code === "conflict";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parse(value);
    setFaults(parsed.success ? noFaults : faultsOf(parsed.error));
    if (!parsed.success) {
      showFirstFault(form.current);
      return;
    }
    const saved = await update.mutateAsync(parsed.data).catch(() => null);
    if (!saved) return;
    draft.clear();
    await Promise.all([
      queries.invalidateQueries({ queryKey: api.profiles.key() }),
      queries.invalidateQueries({ queryKey: api.session.me.key() }),
    ]);
    toast({ title: t("saved"), tone: "good" });
    router.push(`/people/${saved.handle}`);
  };

  return (
    <Card>
      <form ref={form} noValidate onSubmit={submit}>
        <fieldset disabled={!draft.isRead} className="min-w-0 space-y-5">
          <DraftNotice draft={draft} text={t("kept")} again={t("startAnew")} />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("name")} error={faultText("name")} required>
              <Input
                value={value.name}
                maxLength={60}
                autoComplete="name"
                onChange={(event) => change({ name: event.target.value })}
              />
            </Field>
            <Field
              label={t("handle")}
              hint={t("handleHint")}
              error={isTaken ? t("handleTaken") : faultText("handle", t("handleFault"))}
              required
            >
              <Input
                value={value.handle}
                maxLength={20}
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => change({ handle: event.target.value })}
              />
            </Field>
          </div>
          <Field
            label={t("headline")}
            hint={t("headlineHint")}
            error={faultText("headline")}
            optionalText={t("optional")}
            aside={`${value.headline.length}/120`}
          >
            <Input value={value.headline} maxLength={120} onChange={(event) => change({ headline: event.target.value })} />
          </Field>
          <Field
            label={t("bio")}
            hint={t("bioHint")}
            error={faultText("bio")}
            optionalText={t("optional")}
            aside={`${value.bio.length}/4096`}
          >
            <Textarea rows={6} maxLength={4_096} value={value.bio} onChange={(event) => change({ bio: event.target.value })} />
          </Field>
          <Field
            label={t("skills")}
            hint={t("skillsHint")}
            error={within("skills", t("skillFault"))}
            optionalText={t("optional")}
          >
            <SkillsInput value={value.skills} max={20} onChange={(skills) => change({ skills })} />
          </Field>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("location")} error={faultText("location")} optionalText={t("optional")}>
              <Input value={value.location} maxLength={80} onChange={(event) => change({ location: event.target.value })} />
            </Field>
            <Field label={t("timeZone")} error={faultText("timeZone")} optionalText={t("optional")}>
              <Combobox
                options={timeZones}
                value={value.timeZone}
                maxLength={60}
                onChange={(event) => change({ timeZone: event.target.value })}
              />
            </Field>
          </div>
          <div className="grid gap-5 sm:grid-cols-[2fr_1fr]">
            <Field label={t("links")} hint={t("linksHint")} error={within("links", t("linkFault"))} optionalText={t("optional")}>
              <Textarea
                rows={3}
                value={value.links}
                inputMode="url"
                dir="ltr"
                autoCapitalize="none"
                onChange={(event) => change({ links: event.target.value })}
              />
            </Field>
            <Field label={t("hours")} hint={t("hoursHint")} error={faults.availableHours ? t("hoursFault") : undefined}>
              <Input
                inputMode="numeric"
                value={value.availableHours}
                onChange={(event) => change({ availableHours: event.target.value })}
              />
            </Field>
          </div>
          {update.isError && !isTaken && (
            <Callout tone="bad" role="alert" title={t("notSaved")}>
              {problemText(update.error)}
            </Callout>
          )}
          <div className="flex justify-end border-t border-line pt-5">
            <Button type="submit" variant="primary" size="lg" busy={update.isPending}>
              {t("save")}
            </Button>
          </div>
        </fieldset>
      </form>
    </Card>
  );
};
