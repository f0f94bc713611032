"use client";

import { useLocale } from "next-intl";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { LANGUAGE_COOKIE, languageIn, languages, PSEUDO } from "./languages.ts";
import { fetchWords } from "./words.tsx";
import { useConfig } from "./public-config.tsx";

const YEAR = 365 * 86_400;

/** The language of the page, and another: the server draws it anew in that, and what was typed stays. */
export const useLanguage = () => {
  const router = useRouter();
  const { isDevelopment } = useConfig();
  const setLanguage = useCallback(
    async (next: string) => {
      // The server sends a guest's page the words of what stood there first; by now there is more.
      if (next !== PSEUDO) await fetchWords(next);
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
      document.cookie = `${LANGUAGE_COOKIE}=${next}; path=/; max-age=${YEAR}; samesite=lax`;
      router.refresh();
    },
    [router],
  );
  return { language: languageIn(useLocale()), languages: isDevelopment ? [...languages, PSEUDO] : languages, setLanguage };
};
