"use client";

import { useTranslations } from "next-intl";
import { Icon } from "#web/ui/icon.tsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "#web/ui/cx.ts";
import { isAt, places } from "./places.ts";
import { useWaiting } from "./waiting.ts";

/** How many things wait for the person at each place. */
const useCounts = (): Partial<Record<string, number>> => {
  const { agreements, cases } = useWaiting();
  return { work: agreements.length, court: cases.length };
};

const Count = ({ count, className }: { count: number; className?: string }) => {
  const t = useTranslations("frame");
  return (
    <span
      className={cx(
        "tabular min-w-5 rounded-full bg-held-soft px-1.5 text-center text-xs leading-5 font-bold text-held ring-1 ring-held/25 ring-inset",
        className,
      )}
    >
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t("waiting", { count })}</span>
    </span>
  );
};

export const TopNavigation = () => {
  const t = useTranslations("frame");
  const pathname = usePathname();
  const counts = useCounts();
  return (
    <nav aria-label={t("navigation")} className="hidden md:block">
      <ul className="flex items-center gap-1">
        {places.map((place) => {
          const { key, href } = place;
          const isCurrent = isAt(pathname, place);
          return (
            <li key={key}>
              <Link
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className={cx(
                  "relative inline-flex h-15 items-center gap-1.5 px-3 text-sm font-semibold transition-colors hover:text-ink focus-visible:-outline-offset-4",
                  isCurrent
                    ? "text-ink after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:bg-brand"
                    : "text-ink-soft",
                )}
              >
                {t(key)}
                {Boolean(counts[key]) && <Count count={counts[key] ?? 0} />}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};

/** Where a thumb is. */
export const BottomNavigation = () => {
  const t = useTranslations("frame");
  const pathname = usePathname();
  const counts = useCounts();
  return (
    <nav
      aria-label={t("navigation")}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-4">
        {places.map((place) => {
          const { key, href, icon } = place;
          const isCurrent = isAt(pathname, place);
          return (
            <li key={key} className="min-w-0">
              <Link
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className={cx(
                  "relative flex h-15 flex-col items-center justify-center gap-0.5 text-xs font-semibold focus-visible:-outline-offset-4",
                  isCurrent ? "text-brand" : "text-ink-soft",
                )}
              >
                <Icon name={icon} className="size-5" strokeWidth={isCurrent ? 2.4 : 1.9} />
                <span className="max-w-full truncate px-1">{t(key)}</span>
                {Boolean(counts[key]) && <Count count={counts[key] ?? 0} className="absolute start-1/2 top-0.5 ms-2" />}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};
