import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";

export const Card = ({ className, ...rest }: ComponentProps<"section">) => (
  <section {...rest} className={cx("min-w-0 rounded-lg border border-line bg-surface p-5 shadow-sm sm:p-6", className)} />
);

export const CardTitle = ({ children, aside, level = 2 }: { children: ReactNode; aside?: ReactNode; level?: 2 | 3 }) => {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <Heading className="font-display text-lg font-semibold">{children}</Heading>
      {aside}
    </div>
  );
};

/** Name and value pairs, such as the terms of an agreement. */
export const Facts = ({ children, className }: { children: ReactNode; className?: string }) => (
  <dl className={cx("divide-y divide-line", className)}>{children}</dl>
);

export const Fact = ({ name, children, help }: { name: ReactNode; children: ReactNode; help?: ReactNode }) => (
  <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2.5">
    <dt className="text-sm text-ink-soft">{name}</dt>
    <dd className="ms-auto min-w-0 text-end font-medium">
      {children}
      {help && <span className="block text-xs font-normal text-ink-faint">{help}</span>}
    </dd>
  </div>
);

/** One figure and what it counts. */
export const Stat = ({ label, children, note }: { label: ReactNode; children: ReactNode; note?: ReactNode }) => (
  <div className="min-w-0">
    <div className="text-sm text-ink-soft">{label}</div>
    <div className="tabular mt-1 font-display text-2xl font-semibold tracking-tight">{children}</div>
    {note && <div className="mt-0.5 text-xs text-ink-faint">{note}</div>}
  </div>
);
