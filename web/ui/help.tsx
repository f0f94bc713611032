"use client";

import { CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import type { ReactNode } from "react";

/** Explains a word where it is new. Opens by press, so that it works under a thumb too. */
export const Help = ({ word, children }: { word: string; children: ReactNode }) => {
  const t = useTranslations("ui");
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={t("whatIs", { word })}
        className="relative ms-1 inline-grid size-5 place-items-center rounded-full align-[-0.2em] text-ink-faint hover:text-brand pointer-coarse:after:absolute pointer-coarse:after:-inset-3 [&>svg]:size-4"
      >
        <CircleHelp aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-w-72 rounded-lg border border-line bg-raised px-4 py-3 text-sm shadow-lg data-[state=open]:animate-rise"
        >
          <p className="mb-1 font-semibold">{word}</p>
          <div className="text-ink-soft">{children}</div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};
