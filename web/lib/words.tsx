"use client";

import { type Messages, NextIntlClientProvider, useLocale } from "next-intl";
import { usePathname } from "next/navigation";
import { type ReactNode, startTransition, use, useEffect, useRef, useState } from "react";
import { untilThere, wordsOfParts } from "#web/ui/part.ts";
import { firstUse } from "./first-use.ts";
import { sectionOf } from "./sections.ts";

const fetched = new Map<string, Promise<Messages>>();
const there = new Map<string, Messages>();

/** Every word of a language, as a file that the browser keeps. */
export const fetchWords = (language: string): Promise<Messages> => {
  const known = fetched.get(language);
  if (known) return known;
  const coming = untilThere(async () => (await import(`../messages/${language}.json`)).default as Messages);
  fetched.set(language, coming);
  coming.then((words) => there.set(language, words)).catch(() => fetched.delete(language));
  return coming;
};

type Props = { language: string; section: string; isWhole: boolean; children: ReactNode };

/**
 * A guest's page carries the words of its section (sections.ts). All others come with the first sign of use; a page of
 * another section, and a part that the server has not drawn, wait for them. A member's page has them all from the start:
 * `isWhole`.
 */
export const Words = ({ language, section, isWhole, children }: Props) => {
  const locale = useLocale();
  const path = usePathname();
  const wasUsed = useRef(false);
  const [, arrive] = useState<Messages | null>(null);
  const isElsewhere = sectionOf(path) !== section;

  useEffect(() => {
    wordsOfParts.wait = async () => void (isWhole || (await fetchWords(language)));
    if (isWhole) return;
    const over = new AbortController();
    const used = wasUsed.current ? Promise.resolve() : firstUse(over.signal);
    void used
      .then(() => {
        wasUsed.current = true;
        return fetchWords(language);
      })
      .then((words) => over.signal.aborted || startTransition(() => arrive(words)));
    return () => over.abort();
  }, [isWhole, language]);

  const words = isWhole ? undefined : (there.get(language) ?? (isElsewhere ? use(fetchWords(language)) : undefined));
  return (
    <NextIntlClientProvider locale={locale} messages={words}>
      {children}
    </NextIntlClientProvider>
  );
};
