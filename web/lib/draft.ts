"use client";

import { useEffect, useState } from "react";
import type { z } from "zod";

const read = <T>(key: string, schema: z.ZodType<T>): T | null => {
  try {
    const kept = schema.safeParse(JSON.parse(localStorage.getItem(key) ?? "null"));
    return kept.success ? kept.data : null;
  } catch {
    return null; // Broken JSON, or a browser that keeps nothing: the person begins with an empty form.
  }
};

const write = (key: string, value: unknown): void => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden storage: what was typed lives on the page alone.
  }
};

export type Draft<T> = {
  value: T;
  isKept: boolean;
  /** False until the browser was asked what it keeps, which a server cannot do: until then a form is seen and takes nothing. */
  isRead: boolean;
  change: (patch: Partial<T>) => void;
  clear: () => void;
};

/**
 * What a person has typed and not yet sent, kept in this browser until it is sent, so that a reload loses nothing.
 * `fresh` mints what a draft has once, such as its id; `here` adds what only the reader's browser knows.
 */
export const useDraft = <T extends object>(
  key: string,
  schema: z.ZodType<T>,
  fresh: () => T,
  here: (begun: T) => Partial<T> = () => ({}),
): Draft<T> => {
  const [draft, setDraft] = useState(() => ({ key, value: fresh(), isKept: false, isRead: false }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is read once for its key; the rest is constant
  useEffect(() => {
    const kept = read(key, schema);
    setDraft((before) => {
      const begun = before.key === key ? before.value : fresh();
      return { key, value: kept ?? { ...begun, ...here(begun) }, isKept: kept !== null, isRead: true };
    });
  }, [key]);

  return {
    value: draft.value,
    isKept: draft.isKept,
    isRead: draft.isRead && draft.key === key,
    change: (patch) =>
      setDraft((before) => {
        const value = { ...before.value, ...patch };
        write(key, value);
        return { ...before, value };
      }),
    clear: () => {
      write(key, null);
      const begun = fresh();
      setDraft({ key, value: { ...begun, ...here(begun) }, isKept: false, isRead: true });
    },
  };
};
