"use client";

import {
  type ComponentType,
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactElement,
  Suspense,
  startTransition,
  useState,
} from "react";
import { part } from "./part.ts";

export type Opening = { open: boolean; onOpenChange: (open: boolean) => void };
export type Trigger = { trigger: ReactElement<HTMLAttributes<HTMLElement>> };
/** What the window itself is given. */
export type Opened = Trigger & Opening;

/**
 * What opens from a button: until the first press the button alone, then the window whose code was fetched meanwhile.
 * A pointer that rests on the button, or focus, fetches it early.
 */
export const openedLater = <Props extends Trigger>(
  kind: "menu" | "dialog",
  load: () => Promise<ComponentType<Props & Opening>>,
): ComponentType<Props> => {
  const Window = part(load);
  // Where this fails, the press asks again.
  const wake = () => void load().catch(() => {});

  // biome-ignore lint/correctness/noComponentHookFactories: called where modules begin, never while something is drawn
  const OpenedLater = (props: Props) => {
    const [open, setOpen] = useState<boolean | null>(null);
    // The press is answered at once; the window is drawn in between, and taken away, which takes a slow phone a while.
    const change = (next: boolean) => startTransition(() => setOpen(next));
    const begin = () => {
      wake();
      change(true);
    };
    const button = cloneElement(props.trigger, {
      "aria-haspopup": kind,
      "aria-expanded": false,
      onPointerEnter: wake,
      onFocus: wake,
      onClick: begin,
      onKeyDown: (event: KeyboardEvent) => {
        if (kind !== "menu" || event.key !== "ArrowDown") return;
        event.preventDefault();
        begin();
      },
    });
    if (open === null) return button;
    return (
      <Suspense fallback={button}>
        <Window {...props} open={open} onOpenChange={change} />
      </Suspense>
    );
  };
  return OpenedLater;
};
