"use client";

import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { part } from "#web/ui/part.ts";

const NoteWords = part(async () => (await import("./note-words.tsx")).NoteWords);

/** The words behind a digest on chain, fetched when somebody wants to read them. */
export const NoteView = ({ digest, label }: { digest: string; label: string }) => {
  const t = useTranslations("note");
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="rounded-md border border-line bg-sunken/50 px-3.5 py-1 text-sm"
    >
      <summary className="touch-target flex min-h-8 items-center font-semibold">{label}</summary>
      {isOpen && (
        <div className="max-h-96 overflow-y-auto pt-1 pb-2.5">
          <Suspense fallback={<p className="text-ink-faint">{t("loading")}</p>}>
            <NoteWords digest={digest} />
          </Suspense>
        </div>
      )}
    </details>
  );
};
