"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import type { Notification } from "#core/features/notifications.ts";
import { useApi } from "#web/lib/api.tsx";
import { useProblemText } from "#web/lib/problem.ts";
import { RequireSession } from "#web/lib/session.tsx";
import { ShownPages } from "#web/lib/shown.tsx";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { EmptyState } from "#web/ui/states.tsx";
import { Ago } from "#web/ui/time.tsx";
import { toast } from "#web/ui/toast.tsx";
import { useNoticeText } from "#web/lib/notice-text.ts";
import { notificationsQuery } from "./queries.ts";

export const Notifications = () => {
  const t = useTranslations("notifications");
  return (
    <RequireSession why={t("why")}>
      <List />
    </RequireSession>
  );
};

const List = () => {
  const t = useTranslations("notifications");
  const api = useApi();
  const queries = useQueryClient();
  const problemText = useProblemText();
  const query = useInfiniteQuery(notificationsQuery(api));
  const read = useMutation(
    api.notifications.read.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.notifications.key() }),
      onError: (error) => toast({ tone: "bad", title: problemText(error) }),
    }),
  );
  return (
    <ShownPages
      query={query}
      label={t("loading")}
      empty={
        <EmptyState icon={<Icon name="bell-off" />} title={t("none")}>
          {t("noneText")}
        </EmptyState>
      }
    >
      {(items) => {
        const newest = items[0];
        const hasUnread = items.some(({ readAt }) => readAt === null);
        return (
          <>
            <Room isTaken={hasUnread && newest !== undefined}>
              <Button size="sm" busy={read.isPending} onClick={() => newest && read.mutate({ upTo: newest.id })}>
                {t("readAll")}
              </Button>
            </Room>
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface shadow-sm">
              {items.map((item) => (
                <li key={item.id}>
                  <Row item={item} />
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </ShownPages>
  );
};

/** Once the button was there, its room stays: what stands below must not jump away from under a finger. */
const Room = ({ isTaken, children }: { isTaken: boolean; children: ReactNode }) => {
  const [wasTaken, setWasTaken] = useState(isTaken);
  if (isTaken && !wasTaken) setWasTaken(true);
  return wasTaken && <div className="flex min-h-8 justify-end pointer-coarse:min-h-11">{isTaken && children}</div>;
};

const Row = ({ item }: { item: Notification }) => {
  const t = useTranslations("notifications");
  const text = useNoticeText(item);
  const isNew = item.readAt === null;
  return (
    <Link
      href={item.href}
      className={cx("flex min-h-14 items-start gap-3 px-5 py-3.5 hover:bg-sunken/60", isNew && "bg-brand-soft/50")}
    >
      <span aria-hidden className={cx("mt-1.5 size-2.5 shrink-0 rounded-[3px]", isNew ? "bg-brand" : "bg-line")} />
      <span className="min-w-0 flex-1">
        <span className={cx("block", isNew && "font-semibold")}>
          {isNew && <span className="sr-only">{t("unread")}: </span>}
          {text}
        </span>
        {item.facts.title && <bdi className="title-line text-sm text-ink-soft">{item.facts.title}</bdi>}
      </span>
      <Ago at={item.at} className="shrink-0 text-xs text-ink-faint" />
    </Link>
  );
};
