"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { tabList, tabLook } from "./tabs.tsx";

/** Tabs whose panels are all on this page. */
export const TabPanels = ({
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
    <Radix.List aria-label={label} className={tabList}>
      {tabs.map((each) => (
        <Radix.Trigger
          key={each.value}
          value={each.value}
          className={cx(tabLook, "data-[state=active]:border-brand data-[state=active]:text-ink")}
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
