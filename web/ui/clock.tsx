"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import { never } from "./never.ts";

/** Milliseconds of the chain's clock now; `atFirst` is what the server knew when it drew the page. lib/chain.tsx provides it. */
export type Clock = { now: () => number; atFirst: number | null };
export const ChainClock = createContext<Clock>({ now: () => Date.now(), atFirst: null });

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

/** How many beats what counts no seconds may wait. */
const SLOW = 60;
const always = () => true;
/** For what shows days at most. */
export const byTheMinute = (): boolean => false;

/**
 * The chain's time, each second; only each minute while `isFine` says that no second is shown, since a list has dozens.
 * Server and browser begin with the same moment, so that a page arrives with its deadlines and nothing moves when it comes
 * alive; null where the chain could not be asked.
 */
export const useChainNow = (isFine: (now: number) => boolean = always): number | null => {
  const clock = useContext(ChainClock);
  const isAlive =
    useSyncExternalStore(
      follow,
      () => (isFine(clock.now()) ? beat : beat - (beat % SLOW)),
      () => -1,
    ) >= 0;
  return isAlive ? clock.now() : clock.atFirst;
};

/**
 * The chain's time for what changes when one of these moments passes: a page full of it is not drawn anew each second, which
 * would keep a slow phone from answering.
 */
export const useChainNowAt = (...moments: (string | null | undefined)[]): number | null => {
  const clock = useContext(ChainClock);
  const hasPassed = (at: string | null | undefined): boolean => typeof at === "string" && Date.parse(at) <= clock.now();
  const isAlive =
    useSyncExternalStore(
      follow,
      () => moments.filter(hasPassed).length,
      () => -1,
    ) >= 0;
  return isAlive ? clock.now() : clock.atFirst;
};

let zone: string | undefined;
const ownZone = () => {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
};

/** The reader's zone; UTC until the page is alive. */
export const useTimeZone = (): string => useSyncExternalStore(never, ownZone, () => "UTC");
