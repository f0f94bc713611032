"use client";

import type { HTMLAttributes, ReactElement, ReactNode } from "react";
import { openedLater } from "./opened-later.tsx";
import { part } from "./part.ts";

export type MenuProps = {
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  children: ReactNode;
  align?: "start" | "end";
};

const parts = () => import("./menu-window.tsx");

/** Things to do, behind one button. */
export const Menu = openedLater<MenuProps>("menu", async () => (await parts()).MenuWindow);

// What stands in a menu comes with it: the button waits for all of it, so that focus finds its first item.
export const MenuItem = part(async () => (await parts()).MenuItem);
export const MenuHeading = part(async () => (await parts()).MenuHeading);
export const MenuLine = part(async () => (await parts()).MenuLine);
