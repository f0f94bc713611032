"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useApi } from "#web/lib/api.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Moment } from "#web/ui/time.tsx";

/** The agreements that followed each other by amendment; nothing while there is only this one. */
export const Versions = ({ id }: { id: string }) => {
  const t = useTranslations("amendments.versions");
  const { data: agreement } = useQuery(useApi().agreements.get.queryOptions({ input: { id } }));
  if (!agreement || agreement.line.length < 2) return null;
  return (
    <Card>
      <CardTitle>{t("title")}</CardTitle>
      <ol className="-my-2 divide-y divide-line text-sm">
        {agreement.line.map((version, at) => (
          <li key={version.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2.5">
            {version.id === id ? (
              <span aria-current="page" className="font-semibold">
                {t("this", { number: at + 1 })}
              </span>
            ) : (
              <Link
                href={`/agreements/${version.id}`}
                className="touch-target font-semibold text-brand underline underline-offset-4"
              >
                {at + 1 === agreement.line.length ? t("newest", { number: at + 1 }) : t("one", { number: at + 1 })}
              </Link>
            )}
            <span className="text-ink-soft">{t.rich("since", { date: () => <Moment at={version.since} form="date" /> })}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
};

/** Said at the top of a page that is no longer the newest. */
export const Superseded = ({ newest }: { newest: string }) => {
  const t = useTranslations("amendments.versions");
  return (
    <Callout
      title={t("superseded")}
      action={
        <Link href={`/agreements/${newest}`} className="touch-target font-semibold text-brand underline underline-offset-4">
          {t("toNewest")}
        </Link>
      }
    >
      {t("supersededText")}
    </Callout>
  );
};
