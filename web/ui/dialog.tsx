"use client";

import { type ComponentType, useState } from "react";
import type { DialogProps } from "./dialog-window.tsx";
import { later } from "./later.tsx";

/** The window's code comes when it is opened for the first time: a page is read far more often than it is acted on. */
const onceOpened = (Window: ComponentType<DialogProps>) => {
  const Opened = (props: DialogProps) => {
    const [wasOpened, setOpened] = useState(props.open);
    if (props.open && !wasOpened) setOpened(true);
    return wasOpened ? <Window {...props} /> : null;
  };
  return Opened;
};

/** In the middle of a wide screen, from below on a phone. */
export const Dialog = onceOpened(later(async () => (await import("./dialog-window.tsx")).DialogWindow));

/** From the end side: details beside what they are about. */
export const Sheet = onceOpened(later(async () => (await import("./dialog-window.tsx")).SheetWindow));
