"use client";

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { THEME_COOKIE, type Theme } from "./theme.ts";

const Choice = createContext<{ theme: Theme; setTheme: (theme: Theme) => void } | null>(null);

const YEAR = 365 * 86_400;

/**
 * The choice lives in a cookie, so that the server draws the page in it: no flash, and no script before the page.
 * "system" sets nothing, and CSS follows the system.
 */
export const ThemeProvider = ({ initial, children }: { initial: Theme; children: ReactNode }) => {
  const [theme, choose] = useState(initial);
  const setTheme = useCallback((next: Theme) => {
    choose(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR}; samesite=lax`;
    // Every colour of the page is worked out anew, which takes a phone a while: the answer to the press is drawn before.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (next === "system") delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = next;
      }),
    );
  }, []);
  return <Choice value={useMemo(() => ({ theme, setTheme }), [theme, setTheme])}>{children}</Choice>;
};

export const useTheme = () => {
  const choice = use(Choice);
  if (!choice) throw new Error("useTheme stands outside ThemeProvider; the root layout provides it.");
  return choice;
};
