"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "#web/ui/cx.ts";
import { isAt, places } from "./places.ts";

export const TopNavigation = () => {
  const t = useTranslations("frame");
  const pathname = usePathname();
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
                  "relative inline-flex h-15 items-center px-3 text-sm font-semibold transition-colors hover:text-ink focus-visible:-outline-offset-4",
                  isCurrent
                    ? "text-ink after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:bg-brand"
                    : "text-ink-soft",
                )}
              >
                {t(key)}
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
  return (
    <nav
      aria-label={t("navigation")}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-4">
        {places.map((place) => {
          const { key, href, icon: Icon } = place;
          const isCurrent = isAt(pathname, place);
          return (
            <li key={key} className="min-w-0">
              <Link
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className={cx(
                  "flex h-15 flex-col items-center justify-center gap-0.5 text-xs font-semibold focus-visible:-outline-offset-4",
                  isCurrent ? "text-brand" : "text-ink-soft",
                )}
              >
                <Icon aria-hidden className="size-5" strokeWidth={isCurrent ? 2.4 : 1.9} />
                <span className="max-w-full truncate px-1">{t(key)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};
