import { type ReactNode, useId } from "react";
import { cx } from "./cx.ts";

const looks = {
  mine: { box: "border-held/40 bg-held-soft", icon: "text-held" },
  waiting: { box: "border-line bg-surface", icon: "text-ink-faint" },
  over: { box: "border-good/30 bg-good-soft", icon: "text-good" },
};

/** The one thing that a page waits for: `mine` when it is the reader's turn. What counts down inside is not read out each second. */
export const Notice = ({
  icon,
  look,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  look: keyof typeof looks;
  title: ReactNode;
  text: ReactNode;
  children?: ReactNode;
}) => {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className={cx("flex min-w-0 flex-wrap items-start gap-x-5 gap-y-4 rounded-lg border p-5 shadow-sm sm:p-6", looks[look].box)}
    >
      <span
        aria-hidden
        className={cx(
          "hidden size-10 shrink-0 place-items-center rounded-lg bg-surface shadow-sm sm:grid [&>svg]:size-5",
          looks[look].icon,
        )}
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <div aria-live="polite">
          <h2 id={heading} className="font-display text-lg font-semibold">
            {title}
          </h2>
          <p className="mt-0.5 text-sm text-ink-soft">{text}</p>
        </div>
        <div className="mt-3 flex flex-wrap items-center gap-2 empty:hidden">{children}</div>
      </div>
    </section>
  );
};
