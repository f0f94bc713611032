"use client";

import Link from "next/link";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

const list = "flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]";
const tab =
  "touch-target -mb-px inline-flex min-h-10 items-center gap-2 border-b-2 border-transparent px-3 text-sm font-semibold whitespace-nowrap text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-brand aria-[current=page]:text-ink focus-visible:-outline-offset-2";

export const Tabs = ({
  label,
  tabs,
  value,
  onChange,
  initial,
}: {
  label: string;
  tabs: { value: string; label: ReactNode; content: ReactNode }[];
  value?: string;
  onChange?: (value: string) => void;
  initial?: string;
}) => (
  <Radix.Root value={value} onValueChange={onChange} defaultValue={initial ?? tabs[0]?.value}>
    <Radix.List aria-label={label} className={list}>
      {tabs.map((each) => (
        <Radix.Trigger
          key={each.value}
          value={each.value}
          className={cx(tab, "data-[state=active]:border-brand data-[state=active]:text-ink")}
        >
          {each.label}
        </Radix.Trigger>
      ))}
    </Radix.List>
    {tabs.map((each) => (
      <Radix.Content key={each.value} value={each.value} className="pt-5 outline-none">
        {each.content}
      </Radix.Content>
    ))}
  </Radix.Root>
);

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
  <nav aria-label={label} className={list}>
    {tabs.map((each) => (
      <Link key={each.href} href={each.href} aria-current={each.href === current ? "page" : undefined} className={tab}>
        {each.label}
      </Link>
    ))}
  </nav>
);
