"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { later } from "./later.tsx";

export type ToastInput = {
  title: ReactNode;
  detail?: ReactNode;
  tone?: "note" | "good" | "bad";
  action?: { label: string; onPress: () => void };
};
export type Toast = ToastInput & { id: number };

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]) => {
  toasts = next;
  for (const each of listeners) each();
};
const none: readonly Toast[] = [];

/** Says something in passing. What must not be missed is a Callout or a Dialog instead. */
export const toast = (input: ToastInput): void => change([...toasts.slice(-2), { ...input, id: ++count }]);

const leave = (id: number): void => change(toasts.filter((each) => each.id !== id));

const ToastStack = later(async () => (await import("./toast-stack.tsx")).ToastStack);

export const Toaster = () => {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => none,
  );
  // From the first toast on; before it, no page carries what draws them.
  return count === 0 ? null : <ToastStack toasts={shown} onLeave={leave} />;
};
