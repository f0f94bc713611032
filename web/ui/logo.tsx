import { cx } from "./cx.ts";

/** The stepped gable of a guildhall, with its door. */
export const Mark = ({ className }: { className?: string }) => (
  <svg aria-hidden viewBox="0 0 32 32" className={cx("shrink-0", className ?? "size-8")}>
    <path d="M13 3h6v4h4v4h4v4h2v14H20v-6a4 4 0 0 0-8 0v6H3V15h2v-4h4V7h4z" fill="var(--brand)" />
    <rect x="14" y="11" width="4" height="4" rx="0.6" fill="var(--held-fill)" />
  </svg>
);

export const Logo = ({ name }: { name: string }) => (
  <span className="inline-flex items-center gap-2.5">
    <Mark className="size-7" />
    <span className="font-display text-lg font-bold tracking-tight max-[22rem]:sr-only">{name}</span>
  </span>
);
