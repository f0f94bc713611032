import { Icon } from "./icon.tsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";

type Look = {
  /** One primary button a view: what the person most likely came to do. */
  variant?: "primary" | "secondary" | "quiet" | "danger";
  size?: "sm" | "md" | "lg";
  icon?: ReactNode;
  wide?: boolean;
};

const base =
  "touch-target inline-flex select-none items-center justify-center gap-2 rounded-md text-center font-semibold transition-[background-color,border-color,color,box-shadow,translate] duration-150 active:translate-y-px disabled:cursor-not-allowed disabled:opacity-55 disabled:active:translate-y-0 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";
const variants = {
  primary: "bg-brand text-on-brand shadow-sm hover:bg-brand-strong",
  secondary: "border border-edge/45 bg-surface text-ink shadow-sm hover:border-edge hover:bg-sunken",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
  danger: "bg-bad text-on-bad shadow-sm hover:bg-bad-strong",
};
const sizes = {
  sm: "min-h-8 px-3 py-1 text-sm",
  md: "min-h-10 px-4 py-2 text-base",
  lg: "min-h-12 px-6 py-2.5 text-lg",
};

const looks = ({ variant = "secondary", size = "md", wide }: Look, className?: string) =>
  cx(base, variants[variant], sizes[size], wide && "w-full", className);

const Picture = ({ children }: { children: ReactNode }) => (
  <span aria-hidden className="shrink-0 [&>svg]:size-[1.15em]">
    {children}
  </span>
);

export type ButtonProps = ComponentProps<"button"> &
  Look & {
    busy?: boolean;
    /** Stays as wide as it is while it is busy, where there is no room: its words are covered, so they must be the same. */
    tight?: boolean;
  };

const ignore = (event: { preventDefault: () => void }) => event.preventDefault();

const Turning = () => <Icon name="loader-circle" className="animate-spin" />;

/** As wide as the words, which stay for those who hear them. */
const Covered = ({ children }: { children: ReactNode }) => (
  <span className="relative inline-grid place-items-center">
    <span className="opacity-0">{children}</span>
    <span aria-hidden className="absolute [&>svg]:size-[1.15em]">
      <Turning />
    </span>
  </span>
);

/** While it is busy it does nothing, and keeps the focus, which a disabled button would lose. */
export const Button = ({
  variant,
  size,
  icon,
  wide,
  busy = false,
  tight = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    onClick={busy ? ignore : onClick}
    aria-disabled={busy || undefined}
    aria-busy={busy || undefined}
    className={looks({ variant, size, wide }, className)}
  >
    {busy && !tight ? (
      <Picture>
        <Turning />
      </Picture>
    ) : (
      icon && <Picture>{icon}</Picture>
    )}
    {busy && tight ? <Covered>{children}</Covered> : children}
  </button>
);

export const ButtonLink = ({ variant, size, icon, wide, className, children, ...rest }: ComponentProps<typeof Link> & Look) => (
  <Link {...rest} className={looks({ variant, size, wide }, className)}>
    {icon && <Picture>{icon}</Picture>}
    {children}
  </Link>
);

/** A button of one picture; `label` is what a screen reader says and what a mouse sees when it rests. */
export const IconButton = ({
  label,
  icon,
  className,
  ...rest
}: Omit<ComponentProps<"button">, "children"> & { label: string; icon: ReactNode }) => (
  <button
    type="button"
    title={label}
    aria-label={label}
    {...rest}
    className={cx(
      "touch-target inline-grid size-9 shrink-0 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink disabled:opacity-50 [&_svg]:size-[1.15rem]",
      className,
    )}
  >
    {icon}
  </button>
);
