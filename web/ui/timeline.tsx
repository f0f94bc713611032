import type { ReactNode } from "react";
import type { Tone } from "./badge.tsx";
import { cx } from "./cx.ts";

const dots: Record<Tone, string> = {
  plain: "bg-edge",
  brand: "bg-brand",
  held: "bg-held-fill",
  good: "bg-good-fill",
  bad: "bg-bad-fill",
  note: "bg-note-fill",
};

export type TimelineEntry = { key: string; title: ReactNode; when: ReactNode; detail?: ReactNode; tone?: Tone };

/** What happened, in order. */
export const Timeline = ({ entries, label }: { entries: TimelineEntry[]; label: string }) => (
  <ol aria-label={label}>
    {entries.map((entry, at) => (
      <li key={entry.key} className="relative flex gap-4 pb-5 last:pb-0">
        {at < entries.length - 1 && <span aria-hidden className="absolute start-[0.3125rem] top-4 -bottom-1 w-px bg-line" />}
        <span
          aria-hidden
          className={cx("mt-1.5 size-[0.6875rem] shrink-0 rounded-[3px] ring-4 ring-surface", dots[entry.tone ?? "plain"])}
        />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
            <span className="font-medium">{entry.title}</span>
            <span className="text-xs text-ink-faint">{entry.when}</span>
          </div>
          {entry.detail && <div className="mt-0.5 text-sm text-ink-soft">{entry.detail}</div>}
        </div>
      </li>
    ))}
  </ol>
);
