/** Amounts as a person types them. */
import { numberFormat } from "./formatters.ts";
import { toDecimal } from "./money-text.ts";

/** What a language writes between the whole and its parts. */
export type DecimalMark = "." | ",";
export const decimalMark = (locale: string): DecimalMark =>
  numberFormat(locale, {})
    .formatToParts(1.5)
    .some(({ type, value }) => type === "decimal" && value === ",")
    ? ","
    : ".";

/** An amount as one would type it in a language. */
export const typedAmount = (amount: bigint, decimals: number, mark: DecimalMark): string =>
  toDecimal(amount, decimals).replace(".", mark);

/**
 * The reverse, for what a person typed; null when it is no amount, finer than the token, or could be read in two ways. Who
 * writes commas may also type a point, but not one that would part thousands; nobody parts thousands here.
 */
export const fromDecimal = (text: string, decimals: number, mark: DecimalMark = "."): bigint | null => {
  const [, whole = "", sign = mark, digits = ""] = /^(\d{1,60})(?:([.,])(\d*))?$/.exec(text.trim()) ?? [];
  if (whole === "") return null;
  const isForeign = sign !== mark;
  if (isForeign && (sign === "," || (digits.length === 3 && !/^0+$/.test(whole)))) return null;
  const part = digits.replace(/0+$/, "");
  if (part.length > decimals) return null;
  return BigInt(`${whole}${part.padEnd(decimals, "0")}`);
};
