"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Notification } from "#core/features/notifications.ts";
import { isolated } from "#web/lib/languages.ts";
import { NATIVE, useToken } from "#web/lib/chain.tsx";
import { useTimeZone } from "#web/ui/clock.tsx";
import { dateFormat, numberFormat } from "#web/ui/formatters.ts";
import { moneyText } from "#web/ui/money-text.ts";

const amounts: ReadonlySet<string> = new Set(["amount", "toDeveloper", "toClient"]);
const counts: ReadonlySet<string> = new Set(["gained", "total"]);
/** What a message counts by, as its plural; one that was told before there was such a fact has none. */
const numbers = { more: 0 };

/** A notification in words: the API tells bare facts, and how an amount or a date is written depends on who reads. */
export const useNoticeText = ({ topic, facts }: Pick<Notification, "topic" | "facts">): string => {
  const t = useTranslations("notifications");
  const locale = useLocale();
  const timeZone = useTimeZone();
  const token = useToken(facts.token ?? NATIVE);

  const written = ([name, fact]: [string, string]): [string, string | number] => {
    if (name in numbers) return [name, Number(fact)];
    if (amounts.has(name)) return [name, isolated(moneyText(BigInt(fact), token, locale, 4), locale)];
    if (counts.has(name)) return [name, numberFormat(locale, {}).format(BigInt(fact))];
    if (name === "until")
      return [name, dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(fact))];
    if (name === "share")
      return [name, numberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(Number(fact) / 10_000)];
    return [name, isolated(fact, locale)];
  };
  // The kinds are the keys; one that is newer than this page still says that something happened.
  const key = topic as "escrow.released";
  return t.has(key)
    ? t(key, { ...numbers, ...Object.fromEntries(Object.entries(facts).map(written)) } as Parameters<
        typeof t<"escrow.released">
      >[1])
    : t("other");
};
