"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

/** Milliseconds of the chain's clock now. lib/chain-time.tsx provides it; without one it is this machine's clock. */
export const ChainClock = createContext<() => number>(() => Date.now());

// One beat for every countdown on the page, so that they change together and a page without any has no timer.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let beat = 0;

const follow = (listener: () => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    beat++;
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = undefined;
    }
  };
};

/** The chain's time, each second; null on the server, which must not guess what the reader's page will say. */
export const useChainNow = (): number | null => {
  const clock = useContext(ChainClock);
  const isAlive =
    useSyncExternalStore(
      follow,
      () => beat,
      () => -1,
    ) >= 0;
  return isAlive ? clock() : null;
};

const never = () => () => {};

/** The reader's zone; UTC until the page is alive. */
export const useTimeZone = (): string =>
  useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
