import Link from "next/link";
import type { ReactNode } from "react";

export const tabList = "flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]";
export const tabLook =
  "touch-target -mb-px inline-flex min-h-10 items-center gap-2 border-b-2 border-transparent px-3 text-sm font-semibold whitespace-nowrap text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-brand aria-[current=page]:text-ink focus-visible:-outline-offset-2";

/** Tabs that are pages of their own, so that each has an address. */
export const LinkTabs = ({
  label,
  tabs,
  current,
}: {
  label: string;
  tabs: { href: string; label: ReactNode }[];
  current: string;
}) => (
  <nav aria-label={label} className={tabList}>
    {tabs.map((each) => (
      <Link key={each.href} href={each.href} aria-current={each.href === current ? "page" : undefined} className={tabLook}>
        {each.label}
      </Link>
    ))}
  </nav>
);
