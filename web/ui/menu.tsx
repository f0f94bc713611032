"use client";

import { type HTMLAttributes, lazy, type ReactElement, type ReactNode } from "react";
import { openedLater } from "./opened-later.tsx";

export type MenuProps = {
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  children: ReactNode;
  align?: "start" | "end";
};

const parts = () => import("./menu-window.tsx");

/** Things to do, behind one button. */
export const Menu = openedLater<MenuProps>("menu", async () => (await parts()).MenuWindow);

// What stands in a menu comes with it: the button waits for all of it, so that focus finds its first item.
export const MenuItem = lazy(async () => ({ default: (await parts()).MenuItem }));
export const MenuLink = lazy(async () => ({ default: (await parts()).MenuLink }));
export const MenuHeading = lazy(async () => ({ default: (await parts()).MenuHeading }));
export const MenuLine = lazy(async () => ({ default: (await parts()).MenuLine }));
export const MenuChoice = lazy(async () => ({
  default: (await parts()).MenuChoice,
})) as unknown as typeof import("./menu-window.tsx").MenuChoice;
