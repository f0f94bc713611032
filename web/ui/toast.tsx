"use client";

import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as Radix } from "radix-ui";
import { type ReactNode, useSyncExternalStore } from "react";
import { IconButton } from "./button.tsx";

export type ToastInput = {
  title: ReactNode;
  detail?: ReactNode;
  tone?: "note" | "good" | "bad";
  action?: { label: string; onPress: () => void };
};
type Toast = ToastInput & { id: number };

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

const icons = {
  note: <Info className="text-note" />,
  good: <CircleCheck className="text-good" />,
  bad: <CircleAlert className="text-bad" />,
};

export const Toaster = () => {
  const t = useTranslations("ui");
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => none,
  );
  return (
    <Radix.Provider label={t("toasts")} swipeDirection="right">
      {shown.map((each) => (
        <Radix.Root
          key={each.id}
          duration={each.tone === "bad" ? 9_000 : 6_000}
          onOpenChange={(open) => !open && change(toasts.filter(({ id }) => id !== each.id))}
          className="flex animate-rise items-start gap-3 rounded-lg border border-line bg-raised px-4 py-3 shadow-lg"
        >
          <span aria-hidden className="mt-0.5 [&>svg]:size-[1.15rem]">
            {icons[each.tone ?? "note"]}
          </span>
          <div className="min-w-0 flex-1">
            <Radix.Title className="text-sm font-semibold">{each.title}</Radix.Title>
            {each.detail && <Radix.Description className="text-sm text-ink-soft">{each.detail}</Radix.Description>}
            {each.action && (
              <Radix.Action
                altText={each.action.label}
                onClick={each.action.onPress}
                className="mt-1.5 text-sm font-semibold text-brand underline-offset-4 hover:underline"
              >
                {each.action.label}
              </Radix.Action>
            )}
          </div>
          <Radix.Close asChild>
            <IconButton label={t("close")} icon={<X />} className="-my-1.5 -me-2" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed inset-x-4 bottom-24 z-60 flex flex-col gap-2 outline-none sm:inset-x-auto sm:end-6 sm:bottom-6 sm:w-96" />
    </Radix.Provider>
  );
};
