import { Icon } from "./icon.tsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Popover } from "./popover.tsx";

/** Explains a word where it is new. Opens by press, so that it works under a thumb too. */
export const Help = ({ word, children }: { word: string; children: ReactNode }) => {
  const t = useTranslations("ui");
  return (
    <Popover
      className="max-w-72 px-4 py-3"
      trigger={
        <button
          type="button"
          aria-label={t("whatIs", { word })}
          className="relative ms-1 inline-grid size-5 place-items-center rounded-full align-[-0.2em] text-ink-faint hover:text-brand pointer-coarse:after:absolute pointer-coarse:after:-inset-3 [&>svg]:size-4"
        >
          <Icon name="circle-question-mark" />
        </button>
      }
    >
      <p className="mb-1 font-semibold">{word}</p>
      <div className="text-ink-soft">{children}</div>
    </Popover>
  );
};
