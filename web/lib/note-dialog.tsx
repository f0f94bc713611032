"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { z } from "zod";
import { type Document, NoteContent } from "#core/features/documents.ts";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, Input, Textarea } from "#web/ui/field.tsx";
import { useApi } from "./api.tsx";
import { useDraft } from "./draft.ts";
import { noteKey } from "./note.ts";
import { faultsOf, noFaults, useFaultText } from "./form.ts";
import { useProblemText } from "./problem.ts";

const NoteDraft = z.object({ title: z.string(), text: z.string(), links: z.string() });

type Props = {
  agreement: string;
  index: number;
  kind: NoteContent["kind"];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  lead: ReactNode;
  /** What the next button does, since a transaction follows. */
  next: ReactNode;
  children?: ReactNode;
  /** The words are kept; their digest may go on chain. */
  onStored: (document: Document) => void;
};

/**
 * The words behind a digest: a delivery, a request for changes, evidence. They are stored first, so that no digest on
 * chain is without its words. The draft stays until `forgetNote`.
 */
export default function NoteDialog({ agreement, index, kind, open, onOpenChange, title, lead, next, children, onStored }: Props) {
  const t = useTranslations("note");
  const api = useApi();
  const form = useId();
  const draft = useDraft(noteKey(agreement, index, kind), NoteDraft, () => ({ title: "", text: "", links: "" }));
  const [faults, setFaults] = useState(noFaults);
  const faultText = useFaultText(faults);
  const problemText = useProblemText();
  const store = useMutation(api.documents.store.mutationOptions());
  if (!draft.isRead) return null;
  const { value, change } = draft;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = NoteContent.safeParse({
      agreement,
      index,
      kind,
      title: value.title,
      text: value.text,
      links: value.links.split(/\s+/).filter((link) => link !== ""),
    });
    setFaults(parsed.success ? noFaults : faultsOf(parsed.error));
    if (!parsed.success) return;
    const document = await store.mutateAsync(parsed.data).catch(() => null);
    if (document) onStored(document);
  };
  const linkFault = Object.keys(faults).some((path) => path.startsWith("links.")) ? t("linkFault") : faultText("links");

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      dismissible={!store.isPending}
      title={title}
      description={lead}
      footer={
        <>
          <Button variant="quiet" disabled={store.isPending} onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button type="submit" form={form} variant="primary" busy={store.isPending}>
            {next}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="space-y-4">
        {children}
        <Field label={t("title")} error={faultText("title")} required>
          <Input value={value.title} maxLength={120} onChange={(event) => change({ title: event.target.value })} />
        </Field>
        <Field label={t("text")} hint={t("textHint")} error={faultText("text")} required>
          <Textarea rows={6} maxLength={20_000} value={value.text} onChange={(event) => change({ text: event.target.value })} />
        </Field>
        <Field label={t("links")} hint={t("linksHint")} error={linkFault} optionalText={t("optional")}>
          <Textarea
            rows={2}
            inputMode="url"
            dir="ltr"
            autoCapitalize="none"
            value={value.links}
            onChange={(event) => change({ links: event.target.value })}
          />
        </Field>
        {store.isError && (
          <Callout tone="bad" role="alert" title={t("notStored")}>
            {problemText(store.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
