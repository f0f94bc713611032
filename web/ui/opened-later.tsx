"use client";

import {
  type ComponentType,
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  lazy,
  type ReactElement,
  Suspense,
  startTransition,
  useState,
} from "react";

export type Opening = { open: boolean; onOpenChange: (open: boolean) => void };
type Trigger = { trigger: ReactElement<HTMLAttributes<HTMLElement>> };

/**
 * What opens from a button: until the first press the button alone, then the window whose code was fetched meanwhile.
 * A pointer that rests on the button, or focus, fetches it early.
 */
export const openedLater = <Props extends Trigger>(
  kind: "menu" | "dialog",
  load: () => Promise<ComponentType<Props & Opening>>,
): ComponentType<Props> => {
  let loading: Promise<{ default: ComponentType<Props & Opening> }> | undefined;
  const fetchWindow = () => {
    loading ??= load().then(
      (window) => ({ default: window }),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const Window = lazy(fetchWindow);
  const wake = () => void fetchWindow().catch(() => {});

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
