"use client";

import { Icon } from "./icon.tsx";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { IconButton } from "./button.tsx";
import { cx } from "./cx.ts";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons, the primary one last. They stay in view while the content scrolls. */
  footer?: ReactNode;
  /** False while leaving would lose something, such as a signature that is being asked for. */
  dismissible?: boolean;
  /** Not modal, so that a wallet's own window above it can be reached. */
  modal?: boolean;
};

const Frame = ({
  title,
  description,
  children,
  footer,
  dismissible = true,
}: Omit<DialogProps, "open" | "onOpenChange" | "modal">) => {
  const t = useTranslations("ui");
  return (
    <>
      <header className="flex items-start justify-between gap-4 px-5 pt-5 pb-3 sm:px-6 sm:pt-6">
        <div className="min-w-0">
          <Radix.Title className="font-display text-xl font-semibold">{title}</Radix.Title>
          {description && <Radix.Description className="mt-1 text-sm text-ink-soft">{description}</Radix.Description>}
        </div>
        {dismissible && (
          <Radix.Close asChild>
            <IconButton label={t("close")} icon={<Icon name="x" />} className="-me-2 -mt-1" />
          </Radix.Close>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-5 sm:px-6 sm:pb-6">{children}</div>
      {footer && (
        <footer className="flex flex-col-reverse gap-2 border-t border-line bg-sunken/50 px-5 py-4 sm:flex-row sm:justify-end sm:px-6">
          {footer}
        </footer>
      )}
    </>
  );
};

const overlay = "fixed inset-0 z-40 bg-shade backdrop-blur-[2px] data-[state=open]:animate-appear";
const stay = (dismissible: boolean) => (event: Event) => {
  if (!dismissible) event.preventDefault();
};

/** In the middle of a wide screen, from below on a phone. */
export const DialogWindow = ({ open, onOpenChange, modal = true, ...rest }: DialogProps) => (
  <Radix.Root open={open} onOpenChange={onOpenChange} modal={modal}>
    <Radix.Portal>
      <Radix.Overlay className={overlay} />
      <Radix.Content
        onEscapeKeyDown={stay(rest.dismissible ?? true)}
        onInteractOutside={stay((rest.dismissible ?? true) && modal)}
        {...(rest.description ? {} : { "aria-describedby": undefined })}
        className={cx(
          "fixed z-50 flex max-h-[92dvh] flex-col overflow-hidden border border-line bg-raised shadow-lg outline-none",
          "inset-x-0 bottom-0 rounded-t-xl pb-[env(safe-area-inset-bottom)] data-[state=open]:animate-slide",
          "sm:inset-x-auto sm:start-1/2 sm:top-1/2 sm:bottom-auto sm:w-[min(34rem,calc(100vw-2rem))] sm:-translate-y-1/2 sm:rounded-xl sm:pb-0 sm:ltr:-translate-x-1/2 sm:rtl:translate-x-1/2 sm:data-[state=open]:animate-rise",
        )}
      >
        <Frame {...rest} />
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
);

/** From the end side: details beside what they are about. */
export const SheetWindow = ({ open, onOpenChange, modal = true, ...rest }: DialogProps) => (
  <Radix.Root open={open} onOpenChange={onOpenChange} modal={modal}>
    <Radix.Portal>
      <Radix.Overlay className={overlay} />
      <Radix.Content
        {...(rest.description ? {} : { "aria-describedby": undefined })}
        className="fixed inset-y-0 end-0 z-50 flex w-[min(28rem,100vw)] flex-col border-s border-line bg-raised shadow-lg outline-none data-[state=open]:animate-appear"
      >
        <Frame {...rest} />
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
);
