import { listFormat } from "#web/ui/formatters.ts";

/** The milestones that share a case, as a list in the reader's language. */
export const numbersOf = ({ indexes }: { indexes: readonly number[] }, locale: string): { count: number; numbers: string } => ({
  count: indexes.length,
  numbers: listFormat(locale, {}).format(indexes.map((index) => String(index + 1))),
});
