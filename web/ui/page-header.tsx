import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

export type Crumb = { href: string; label: ReactNode };

/** The way back up; the page itself is the heading below, so it is not repeated. */
export const Breadcrumbs = ({ trail }: { trail: Crumb[] }) => {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("breadcrumbs")} className="-ms-1 mb-2">
      <ol className="flex items-center gap-x-1 text-sm text-ink-soft">
        {trail.map((crumb, at) => (
          // One line on any screen: the last, which may be a title of many words, gives way.
          <li key={crumb.href} className={cx("flex items-center gap-1", at === trail.length - 1 ? "min-w-0" : "shrink-0")}>
            {at > 0 && <Icon name="chevron-right" className="size-3.5 shrink-0 text-ink-faint" />}
            <Link
              href={crumb.href}
              className="touch-target inline-flex min-w-0 items-center rounded-sm px-1 decoration-edge underline-offset-4 hover:text-ink hover:underline"
            >
              {/* Cut at its own end, whatever way the page is read; with room for what hangs below the line. */}
              <span dir="auto" className="truncate py-1">
                {crumb.label}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
};

export const PageHeader = ({
  title,
  lead,
  trail,
  actions,
  status,
}: {
  title: ReactNode;
  lead?: ReactNode;
  trail?: Crumb[];
  actions?: ReactNode;
  status?: ReactNode;
}) => (
  <header>
    {trail && <Breadcrumbs trail={trail} />}
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 max-w-3xl">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="font-display text-2xl font-semibold tracking-tight sm:text-3xl">{title}</h1>
          {status}
        </div>
        {lead && <div className="mt-1.5 text-ink-soft">{lead}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  </header>
);
