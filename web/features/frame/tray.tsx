"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Notification } from "#core/features/notifications.ts";
import { useApi } from "#web/lib/api.tsx";
import { useNoticeText } from "#web/lib/notice-text.ts";
import { useProblemText } from "#web/lib/problem.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Loading } from "#web/ui/skeleton.tsx";
import { Ago, Deadline } from "#web/ui/time.tsx";
import { useWaiting } from "./waiting.ts";

const SHOWN = 6;

const Line = ({ href, children, aside }: { href: string; children: ReactNode; aside?: ReactNode }) => (
  <li>
    <Link href={href} className="flex min-h-11 flex-col justify-center gap-0.5 rounded-md px-2.5 py-2 hover:bg-sunken">
      {children}
      {aside}
    </Link>
  </li>
);

const Part = ({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) => (
  <section className="p-2 [&+section]:border-t [&+section]:border-line">
    <div className="flex min-h-9 items-center justify-between gap-3 px-2.5">
      <h2 className="font-semibold">{title}</h2>
      {action}
    </div>
    {children}
  </section>
);

/** First what waits for the person, the nearest deadline first; then what is new. */
export const Tray = () => {
  const t = useTranslations("frame");
  const { agreements, cases } = useWaiting();
  const isIdle = agreements.length + cases.length === 0;
  return (
    <>
      <Part title={t("waits")}>
        {isIdle && <p className="px-2.5 pb-2 text-ink-soft">{t("waitsNothing")}</p>}
        <ul>
          {cases.map((each) => (
            <Line
              key={each.caseId}
              href={`/cases/${each.caseId}`}
              aside={each.until && <Deadline at={each.until} compact className="text-xs" />}
            >
              <span className="font-medium">{t(`duties.${each.awaiting}`)}</span>
              <bdi className="title-line text-ink-soft">{each.title ?? t("caseOf", { name: each.claimant.name ?? "" })}</bdi>
            </Line>
          ))}
          {agreements.map((each) => (
            <Line
              key={each.id}
              href={`/agreements/${each.id}`}
              aside={each.nextDue && <Deadline at={each.nextDue} compact className="text-xs" />}
            >
              <span className="font-medium">{t(`duties.${each.awaiting}`)}</span>
              <bdi className="title-line text-ink-soft">{each.title}</bdi>
            </Line>
          ))}
        </ul>
      </Part>
      <News />
    </>
  );
};

const News = () => {
  const t = useTranslations("frame");
  const api = useApi();
  const queries = useQueryClient();
  const problemText = useProblemText();
  const { data, error } = useQuery(api.notifications.list.queryOptions({ input: { limit: SHOWN } }));
  const read = useMutation(
    api.notifications.read.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.notifications.key() }) }),
  );
  const newest = data?.items[0];
  return (
    <Part
      title={t("news")}
      action={
        newest &&
        data.unread > 0 && (
          <Button size="sm" variant="quiet" busy={read.isPending} onClick={() => read.mutate({ upTo: newest.id })}>
            {t("readAll")}
          </Button>
        )
      }
    >
      {!data && !error && <Loading label={t("news")} rows={2} />}
      {(error || read.error) && (
        <p role="alert" className="px-2.5 pb-2 text-bad">
          {problemText(error ?? read.error)}
        </p>
      )}
      {data?.items.length === 0 && <p className="px-2.5 pb-2 text-ink-soft">{t("newsNothing")}</p>}
      <ul>
        {data?.items.map((item) => (
          <NewsLine key={item.id} item={item} />
        ))}
      </ul>
      <Link href="/notifications" className="flex min-h-11 items-center px-2.5 font-semibold text-brand hover:underline">
        {t("allNews")}
      </Link>
    </Part>
  );
};

const NewsLine = ({ item }: { item: Notification }) => {
  const text = useNoticeText(item);
  return (
    <Line href={item.href} aside={<Ago at={item.at} className="text-xs text-ink-faint" />}>
      <span className={cx(item.readAt === null && "font-semibold")}>{text}</span>
      {item.facts.title && <bdi className="title-line text-ink-soft">{item.facts.title}</bdi>}
    </Line>
  );
};
