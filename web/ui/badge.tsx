import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type Tone = "plain" | "brand" | "held" | "good" | "bad" | "note";

const tones: Record<Tone, string> = {
  plain: "bg-sunken text-ink-soft ring-line",
  brand: "bg-brand-soft text-brand ring-brand/20",
  held: "bg-held-soft text-held ring-held/25",
  good: "bg-good-soft text-good ring-good/20",
  bad: "bg-bad-soft text-bad ring-bad/20",
  note: "bg-note-soft text-note ring-note/20",
};

export const Badge = ({
  tone = "plain",
  icon,
  children,
  className,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}) => (
  <span
    className={cx(
      "inline-flex max-w-full items-center gap-1 rounded-sm px-2 py-0.5 text-xs font-semibold whitespace-nowrap ring-1 ring-inset [&_svg]:size-3.5 [&_svg]:shrink-0",
      tones[tone],
      className,
    )}
  >
    {icon && <span aria-hidden>{icon}</span>}
    {children}
  </span>
);
