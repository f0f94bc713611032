import { Icon } from "./icon.tsx";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

const looks = {
  note: { box: "border-note/30 bg-note-soft", icon: <Icon name="info" className="text-note" /> },
  held: { box: "border-held/35 bg-held-soft", icon: <Icon name="landmark" className="text-held" /> },
  good: { box: "border-good/30 bg-good-soft", icon: <Icon name="circle-check" className="text-good" /> },
  bad: { box: "border-bad/30 bg-bad-soft", icon: <Icon name="circle-exclamation-point" className="text-bad" /> },
};

/** A sentence that must not be missed, beside what it is about. */
export const Callout = ({
  tone = "note",
  title,
  children,
  action,
  role,
}: {
  tone?: keyof typeof looks;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  role?: "alert" | "status";
}) => (
  <div role={role} className={cx("flex items-start gap-3 rounded-lg border px-4 py-3 text-sm", looks[tone].box)}>
    <span aria-hidden className="mt-0.5 shrink-0 [&>svg]:size-[1.15rem]">
      {looks[tone].icon}
    </span>
    <div className="min-w-0 flex-1 space-y-1">
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className="text-ink-soft">{children}</div>}
      {action && <div className="pt-1.5">{action}</div>}
    </div>
  </div>
);
