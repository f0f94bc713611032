/** Keyset pages: the mark of the last item is the whole state of a page. */
import { Problem } from "#core/lib/problem.ts";

export const markOf = (...parts: (string | bigint | Date)[]): string =>
  Buffer.from(parts.map((part) => (part instanceof Date ? part.toISOString() : String(part))).join("\n")).toString("base64url");

const unreadable = () =>
  new Problem("bad-input", "after: this is not the mark of a page; begin again without it.", { field: "after" });

/** The parts of a mark, each checked by its own reader; anything a caller made up is refused. */
export function readMark<T extends readonly ((text: string) => unknown)[]>(
  mark: string | undefined,
  ...readers: T
): { [K in keyof T]: ReturnType<T[K]> } | undefined {
  if (mark === undefined) return undefined;
  const parts = Buffer.from(mark, "base64url").toString("utf8").split("\n");
  if (parts.length !== readers.length) throw unreadable();
  return readers.map((read, index) => read(parts[index]!)) as { [K in keyof T]: ReturnType<T[K]> };
}

export const asDate = (text: string): Date => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) || Number.isNaN(Date.parse(text))) throw unreadable();
  return new Date(text);
};
export const asInteger = (text: string): bigint => {
  if (!/^-?\d{1,18}$/.test(text)) throw unreadable();
  return BigInt(text);
};
export const asDigits = (text: string): string => {
  if (!/^\d{1,78}$/.test(text)) throw unreadable();
  return text;
};
export const asUuid = (text: string): string => {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)) throw unreadable();
  return text;
};
export const asHex = (text: string): string => {
  if (!/^0x[0-9a-f]{1,64}$/.test(text)) throw unreadable();
  return text;
};

/** One more than asked for was read, to know whether there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toMark: (row: Row) => string,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), next: rows.length > limit && last !== undefined ? toMark(last) : null };
}
