"use client";

import { useSyncExternalStore } from "react";
import { asTheme, THEME_COOKIE, type Theme } from "./theme.ts";

const YEAR = 365 * 86_400;

// Said by the press before the page is drawn in it; before the first press, as the server drew the page.
let chosen: Theme | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/**
 * The choice lives in a cookie, so that the server draws the page in it: no flash, and no script before the page.
 * "system" sets nothing, and CSS follows the system.
 */
const setTheme = (next: Theme): void => {
  chosen = next;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
  document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR}; samesite=lax`;
  for (const each of listeners) each();
  // Every colour of the page is worked out anew, which takes a phone a while: the answer to the press is drawn before.
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (next === "system") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = next;
    }),
  );
};

/** For what opens from a press, which no server draws. */
export const useTheme = (): { theme: Theme; setTheme: (theme: Theme) => void } => ({
  theme: useSyncExternalStore(
    subscribe,
    () => chosen ?? asTheme(document.documentElement.dataset.theme),
    () => "system",
  ),
  setTheme,
});
