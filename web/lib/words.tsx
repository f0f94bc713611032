"use client";

import { type Messages, useMessages } from "next-intl";
import { usePathname } from "next/navigation";
import { type ReactNode, use, useEffect, useRef } from "react";
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
 * `isWhole`. They are added to those that the page carries, in place: a new set would draw the whole page anew, while
 * somebody is using it, and nothing that stands there lacks a word.
 */
export const Words = ({ language, section, isWhole, children }: Props) => {
  const carried = useMessages();
  const path = usePathname();
  const wasUsed = useRef(false);
  const isElsewhere = sectionOf(path) !== section;

  useEffect(() => {
    wordsOfParts.wait = async () => void (isWhole || Object.assign(carried, await fetchWords(language)));
    if (isWhole) return;
    const over = new AbortController();
    void (wasUsed.current ? Promise.resolve() : firstUse(over.signal)).then(() => {
      wasUsed.current = true;
      return fetchWords(language);
    });
    return () => over.abort();
  }, [carried, isWhole, language]);

  const words = isWhole ? undefined : (there.get(language) ?? (isElsewhere ? use(fetchWords(language)) : undefined));
  if (words) Object.assign(carried, words);
  return children;
};
