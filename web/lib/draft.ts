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

export type Draft<T> = { value: T; isKept: boolean; change: (patch: Partial<T>) => void; clear: () => void };

/**
 * What a person has typed and not yet sent, kept in this browser until it is sent, so that a reload loses nothing.
 * Null until the browser was asked, which a server cannot do. `fresh` mints what a draft has once, such as its id.
 */
export const useDraft = <T extends object>(key: string, schema: z.ZodType<T>, fresh: () => T): Draft<T> | null => {
  const [draft, setDraft] = useState<{ value: T; isKept: boolean } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is read once for its key; schema and fresh are constant
  useEffect(() => {
    const kept = read(key, schema);
    setDraft({ value: kept ?? fresh(), isKept: kept !== null });
  }, [key]);

  if (!draft) return null;
  return {
    ...draft,
    change: (patch) =>
      setDraft((before) => {
        const value = { ...(before?.value ?? fresh()), ...patch };
        write(key, value);
        return { value, isKept: before?.isKept ?? false };
      }),
    clear: () => {
      write(key, null);
      setDraft({ value: fresh(), isKept: false });
    },
  };
};
