"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell as Picture } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useApi } from "#web/lib/api.tsx";
import { useSession } from "#web/lib/session.tsx";

const MANY = 99;

/** What waits: the way to the notifications, with how many are new. */
export const Bell = () => {
  const t = useTranslations("frame");
  const api = useApi();
  const { me } = useSession();
  const { data } = useQuery(api.notifications.list.queryOptions({ input: { limit: 1 }, enabled: Boolean(me) }));
  if (!me) return null;
  const unread = data?.unread ?? 0;
  const label = t("notifications", { count: unread });
  return (
    <Link
      href="/notifications"
      aria-label={label}
      title={label}
      className="touch-target relative inline-grid size-9 shrink-0 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
    >
      <Picture aria-hidden className="size-[1.15rem]" />
      {unread > 0 && (
        <span
          aria-hidden
          className="tabular absolute end-0.5 top-0.5 min-w-4 rounded-full bg-brand px-1 text-center text-[0.6875rem] leading-4 font-bold text-on-brand"
        >
          {unread > MANY ? `${MANY}+` : unread}
        </span>
      )}
    </Link>
  );
};
