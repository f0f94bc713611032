"use client";

import { Popover } from "radix-ui";
import { cx } from "./cx.ts";
import type { Opening } from "./opened-later.tsx";
import type { PopoverProps } from "./popover.tsx";

export const PopoverWindow = ({ trigger, children, align = "center", className, open, onOpenChange }: PopoverProps & Opening) => (
  <Popover.Root open={open} onOpenChange={onOpenChange}>
    <Popover.Trigger asChild>{trigger}</Popover.Trigger>
    <Popover.Portal>
      <Popover.Content
        align={align}
        sideOffset={8}
        collisionPadding={12}
        className={cx(
          "z-50 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-raised text-sm shadow-lg data-[state=open]:animate-rise",
          className,
        )}
      >
        {children}
      </Popover.Content>
    </Popover.Portal>
  </Popover.Root>
);
