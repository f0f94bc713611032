"use client";

import { Icon } from "./icon.tsx";
import { useTranslations } from "next-intl";
import { Toast as Radix } from "radix-ui";
import { IconButton } from "./button.tsx";
import type { Toast } from "./toast.tsx";

const icons = {
  note: <Icon name="info" className="text-note" />,
  good: <Icon name="circle-check" className="text-good" />,
  bad: <Icon name="circle-exclamation-point" className="text-bad" />,
};

export const ToastStack = ({ toasts, onLeave }: { toasts: readonly Toast[]; onLeave: (id: number) => void }) => {
  const t = useTranslations("ui");
  return (
    <Radix.Provider label={t("toasts")} swipeDirection="right">
      {toasts.map((each) => (
        <Radix.Root
          key={each.id}
          duration={each.tone === "bad" ? 9_000 : 6_000}
          onOpenChange={(open) => !open && onLeave(each.id)}
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
            <IconButton label={t("close")} icon={<Icon name="x" />} className="-my-1.5 -me-2" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed inset-x-4 bottom-24 z-60 flex flex-col gap-2 outline-none sm:inset-x-auto sm:end-6 sm:bottom-6 sm:w-96" />
    </Radix.Provider>
  );
};
