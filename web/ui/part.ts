"use client";

import { type ComponentType, lazy } from "react";

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;

let missing = 0;
const listeners = new Set<() => void>();
const count = (change: 1 | -1) => {
  missing += change;
  for (const each of listeners) each();
};

/** Whether code has been asked for in vain, as a store: the frame says so. */
export const missingCode = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  is: () => missing > 0,
};

/** Until the wait is over, or the line is there again. */
const pause = (wait: number) =>
  new Promise<void>((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, wait);
    window.addEventListener("online", go);
  });

/**
 * Code that does not come over a broken line is asked for until it does: that costs a wait, where an error would cost the
 * page. Rejects with what the code itself throws.
 */
export const untilThere = async <Code>(load: () => Promise<Code>): Promise<Code> => {
  let wait = 0;
  try {
    for (;;) {
      try {
        return await load();
      } catch (error) {
        if ((error as Error).name !== "ChunkLoadError") throw error;
        if (wait === 0) count(1);
        wait = Math.min(wait * 2 || FIRST_WAIT, LONGEST_WAIT);
        await pause(wait);
      }
    }
  } finally {
    if (wait > 0) count(-1);
  }
};

/** What a part needs besides its code, where the page carries only the words of what the server drew. */
export const wordsOfParts: { wait: () => Promise<void> } = { wait: async () => {} };

/** A component whose code comes when it is first drawn, under a Suspense boundary. */
export const part = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(async () => {
    const [code] = await Promise.all([untilThere(load), wordsOfParts.wait()]);
    return { default: code };
  });

/** One that the server drew, with all its words. */
export const drawnPart = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(async () => ({ default: await untilThere(load) }));
