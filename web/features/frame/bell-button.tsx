"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { later } from "#web/ui/later.tsx";
import { Popover } from "#web/ui/popover.tsx";
import { useWaiting } from "./waiting.ts";

const MANY = 99;

const Tray = later(async () => (await import("./tray.tsx")).Tray);

export const BellButton = () => {
  const t = useTranslations("frame");
  const { agreements, cases, unread } = useWaiting();
  const waiting = agreements.length + cases.length;
  const label = t("bell", { waiting, unread });
  return (
    <Popover
      align="end"
      className="w-92 max-h-[min(38rem,80dvh)] overflow-y-auto"
      trigger={
        <button
          type="button"
          aria-label={label}
          title={label}
          className="touch-target relative inline-grid size-9 shrink-0 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
        >
          <Icon name="bell" className="size-[1.15rem]" />
          {unread > 0 && (
            <span
              aria-hidden
              className="tabular absolute end-0.5 top-0.5 min-w-4 rounded-full bg-brand px-1 text-center text-[0.6875rem] leading-4 font-bold text-on-brand"
            >
              {unread > MANY ? `${MANY}+` : unread}
            </span>
          )}
        </button>
      }
    >
      <Tray />
    </Popover>
  );
};
