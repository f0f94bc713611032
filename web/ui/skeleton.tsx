import { cx } from "./cx.ts";

/** The shape of what is being fetched. The waiting region itself says so (`aria-busy`, `Loading`). */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cx("block animate-breathe rounded-md bg-line/70", className ?? "h-4 w-full")} />
);

export const Loading = ({ label, rows = 4 }: { label: string; rows?: number }) => (
  <div role="status" aria-label={label} className="space-y-3 py-2">
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move.
      <div key={row} className="space-y-2.5 rounded-lg border border-line bg-surface p-5">
        <Skeleton className={cx("h-4", row % 2 ? "w-2/5" : "w-3/5")} />
        <Skeleton className="h-3.5 w-11/12" />
        <Skeleton className="h-3.5 w-1/4" />
      </div>
    ))}
  </div>
);
