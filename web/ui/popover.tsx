"use client";

import type { HTMLAttributes, ReactElement, ReactNode } from "react";
import { openedLater } from "./opened-later.tsx";

export type PopoverProps = {
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  children: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
};

/** A little more about something, beside the button that asks for it. */
export const Popover = openedLater<PopoverProps>("dialog", async () => (await import("./popover-window.tsx")).PopoverWindow);
