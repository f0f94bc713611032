import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures line up at the end. */
  numeric?: boolean;
};

/** A table on a wide screen; on a phone each row is a small card with its heads beside its cells. */
export const Table = <Row,>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}) => (
  <table className="block w-full text-start text-sm md:table">
    <caption className="sr-only">{caption}</caption>
    <thead className="sr-only md:not-sr-only md:table-header-group">
      <tr className="border-b border-line">
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={cx("px-3 py-2 text-xs font-semibold text-ink-faint", column.numeric ? "text-end" : "text-start")}
          >
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody className="block divide-y divide-line md:table-row-group">
      {rows.map((row) => (
        <tr key={keyOf(row)} className="block py-2 transition-colors hover:bg-sunken/60 md:table-row md:py-0">
          {columns.map((column) => (
            <td
              key={column.key}
              className={cx(
                "flex items-baseline justify-between gap-4 px-3 py-1 md:table-cell md:py-3",
                column.numeric && "tabular md:text-end",
              )}
            >
              <span aria-hidden className="shrink-0 text-xs font-semibold text-ink-faint md:hidden">
                {column.head}
              </span>
              <span className="min-w-0 text-end md:text-inherit">{column.cell(row)}</span>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
