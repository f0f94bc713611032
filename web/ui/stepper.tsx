import { Icon } from "./icon.tsx";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type StepState = "done" | "now" | "next" | "failed";
export type Step = { key: string; label: ReactNode; note?: ReactNode; state: StepState; busy?: boolean };

const marks: Record<StepState, string> = {
  done: "border-brand bg-brand text-on-brand",
  now: "border-brand bg-surface text-brand",
  next: "border-edge/50 bg-surface text-ink-faint",
  failed: "border-bad bg-bad text-on-bad",
};

const markOf = (step: Step, at: number) => {
  if (step.state === "done") return <Icon name="check" />;
  if (step.state === "failed") return <Icon name="x" />;
  if (step.busy) return <Icon name="loader-circle" className="animate-spin" />;
  return <span className="tabular text-xs font-bold">{at + 1}</span>;
};

/** Where a thing of several steps stands, told downwards. */
export const Stepper = ({ steps, label }: { steps: Step[]; label: string }) => (
  <ol aria-label={label}>
    {steps.map((step, at) => (
      <li key={step.key} aria-current={step.state === "now" ? "step" : undefined} className="relative flex gap-3 pb-4 last:pb-0">
        {at < steps.length - 1 && (
          <span
            aria-hidden
            className={cx("absolute start-[0.8125rem] top-7 bottom-0 w-0.5", step.state === "done" ? "bg-brand" : "bg-line")}
          />
        )}
        <span
          aria-hidden
          className={cx(
            "grid size-7 shrink-0 place-items-center rounded-full border-2 transition-colors [&>svg]:size-3.5",
            marks[step.state],
          )}
        >
          {markOf(step, at)}
        </span>
        <span className="min-w-0 pt-0.5">
          <span
            className={cx(
              "block text-sm font-semibold",
              step.state === "next" && "text-ink-faint",
              step.state === "failed" && "text-bad",
            )}
          >
            {step.label}
          </span>
          {step.note && <span className="block text-xs text-ink-soft">{step.note}</span>}
        </span>
      </li>
    ))}
  </ol>
);
