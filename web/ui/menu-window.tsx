"use client";

import { Icon } from "./icon.tsx";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import type { MenuProps } from "./menu.tsx";
import type { Opening } from "./opened-later.tsx";

const itemLook =
  "flex min-h-9 w-full cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm font-medium outline-none data-[highlighted]:bg-sunken data-[disabled]:opacity-50 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint";

export const MenuWindow = ({ trigger, children, align = "end", open, onOpenChange }: MenuProps & Opening) => (
  <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align={align}
        sideOffset={8}
        collisionPadding={8}
        className="z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-56 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-raised p-1.5 shadow-lg data-[state=open]:animate-rise"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);

export const MenuItem = ({
  icon,
  onSelect,
  danger,
  children,
}: {
  icon?: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  children: ReactNode;
}) => (
  <DropdownMenu.Item onSelect={onSelect} className={cx(itemLook, danger && "text-bad")}>
    {icon}
    {children}
  </DropdownMenu.Item>
);

export const MenuLink = ({ icon, href, children }: { icon?: ReactNode; href: string; children: ReactNode }) => (
  <DropdownMenu.Item asChild>
    <Link href={href} className={itemLook}>
      {icon}
      {children}
    </Link>
  </DropdownMenu.Item>
);

export const MenuChoice = <T extends string>({
  label,
  value,
  onChange,
  choices,
}: {
  label: string;
  value: T;
  onChange: (value: T) => void;
  choices: { value: T; label: ReactNode; icon?: ReactNode }[];
}) => (
  <DropdownMenu.RadioGroup aria-label={label} value={value} onValueChange={(next) => onChange(next as T)}>
    <DropdownMenu.Label className="px-2.5 pt-1.5 pb-1 text-xs font-semibold text-ink-faint">{label}</DropdownMenu.Label>
    {choices.map((choice) => (
      <DropdownMenu.RadioItem
        key={choice.value}
        value={choice.value}
        onSelect={(event) => event.preventDefault()}
        className={itemLook}
      >
        {choice.icon}
        <span className="flex-1">{choice.label}</span>
        <DropdownMenu.ItemIndicator>
          <Icon name="check" />
        </DropdownMenu.ItemIndicator>
      </DropdownMenu.RadioItem>
    ))}
  </DropdownMenu.RadioGroup>
);

export const MenuHeading = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-2.5 py-2 text-sm">{children}</DropdownMenu.Label>
);

export const MenuLine = () => <DropdownMenu.Separator className="my-1.5 h-px bg-line" />;
