import { Icon } from "./icon.tsx";
import type { ReactNode } from "react";

const Figure = ({
  icon,
  title,
  children,
  action,
  role,
  level: Heading = "h2",
}: {
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  role?: "alert";
  /** "h1" where it is the whole page. */
  level?: "h1" | "h2";
}) => (
  <div
    role={role}
    className="masonry flex flex-col items-center rounded-lg border border-line bg-surface px-5 py-12 text-center sm:py-16"
  >
    <span
      aria-hidden
      className="mb-4 grid size-12 place-items-center rounded-lg border border-line bg-surface text-ink-faint shadow-sm [&>svg]:size-5"
    >
      {icon}
    </span>
    <Heading className="font-display text-lg font-semibold">{title}</Heading>
    {children && <div className="mt-1.5 max-w-md text-sm text-ink-soft">{children}</div>}
    {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
);

/** Nothing here yet: why, and what would put something here. */
export const EmptyState = (props: {
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  level?: "h1" | "h2";
}) => <Figure {...props} />;

/** It could not be shown: what happened, and a way on. */
export const ErrorState = ({
  icon,
  ...rest
}: {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  level?: "h1" | "h2";
}) => <Figure role="alert" icon={icon ?? <Icon name="cloud-off" />} {...rest} />;
