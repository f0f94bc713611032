"use client";

import { Icon } from "./icon.tsx";
import { useLocale, useTranslations } from "next-intl";
import { byTheMinute, useChainNow, useTimeZone } from "./clock.tsx";
import { cx } from "./cx.ts";
import { dateFormat, relativeFormat } from "./formatters.ts";
import { DAY, HOUR, MINUTE, spanText } from "./span-text.ts";

type Form = "date" | "full";
const forms: Record<Form, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "medium" },
  full: { dateStyle: "medium", timeStyle: "short" },
};

/** A moment in the reader's own zone. */
export const Moment = ({ at, form = "full", className }: { at: string; form?: Form; className?: string }) => {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const date = new Date(at);
  const exact = dateFormat(locale, { dateStyle: "full", timeStyle: "long", timeZone }).format(date);
  return (
    <time dateTime={at} title={exact} className={cx("tabular", className)}>
      {dateFormat(locale, { ...forms[form], timeZone }).format(date)}
    </time>
  );
};

/** How long ago, on the chain's clock: "3 days ago". */
export const Ago = ({ at, className }: { at: string; className?: string }) => {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const now = useChainNow(byTheMinute);
  if (now === null) return <Moment at={at} form="date" className={className} />;
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const size = Math.abs(seconds);
  const [count, unit]: [number, Intl.RelativeTimeFormatUnit] =
    size < MINUTE
      ? [0, "second"]
      : size < HOUR
        ? [seconds / MINUTE, "minute"]
        : size < DAY
          ? [seconds / HOUR, "hour"]
          : size < 60 * DAY
            ? [seconds / DAY, "day"]
            : [seconds / (30 * DAY), "month"];
  return (
    <time
      dateTime={at}
      title={dateFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone }).format(new Date(at))}
      className={cx("whitespace-nowrap", className)}
    >
      {relativeFormat(locale, { numeric: "auto" }).format(Math.round(count), unit)}
    </time>
  );
};

/** A length of time that does not run, such as a review period. */
export const Span = ({ seconds }: { seconds: number }) => {
  const locale = useLocale();
  return <span className="tabular">{spanText(seconds, locale)}</span>;
};

/** While its seconds are on screen, and for a moment after it has passed. */
const isCounted = (left: number): boolean => left > -MINUTE && left < HOUR;

/** Counts down on the chain's clock, because the contract does; then says that the moment has passed. */
export const Deadline = ({
  at,
  passed,
  compact = false,
  className,
}: {
  at: string /** What to say after it. */;
  passed?: string;
  compact?: boolean;
  className?: string;
}) => {
  const t = useTranslations("ui");
  const locale = useLocale();
  const now = useChainNow((moment) => isCounted((Date.parse(at) - moment) / 1000));
  const left = now === null ? null : Math.ceil((Date.parse(at) - now) / 1000);
  const isPast = left !== null && left <= 0;
  const isNear = left !== null && left > 0 && left < DAY;
  return (
    <span className={cx("inline-flex flex-wrap items-baseline gap-x-1.5", className)}>
      <span
        className={cx(
          "inline-flex items-baseline gap-1.5 font-semibold whitespace-nowrap [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:self-center",
          isPast ? "text-ink-faint" : isNear ? "text-held" : "text-ink",
        )}
      >
        {isPast ? <Icon name="timer-off" /> : <Icon name="clock" aria-hidden />}
        {left === null ? (
          <Moment at={at} />
        ) : isPast ? (
          (passed ?? t("passed"))
        ) : (
          <span className="tabular">{t("left", { span: spanText(left, locale) })}</span>
        )}
      </span>
      {!compact && left !== null && <Moment at={at} className="text-sm text-ink-faint" />}
    </span>
  );
};
