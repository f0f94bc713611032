import { numberFormat } from "./formatters.ts";

/** What must be known of a token to write an amount of it. */
export type TokenLook = { symbol: string; decimals: number };

/** The exact decimal text of an amount in the smallest unit; no number, so no rounding. */
export const toDecimal = (amount: bigint, decimals: number): string => {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${negative ? "-" : ""}${whole}${part ? `.${part}` : ""}`;
};

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

/** Intl takes the digits as text, so nothing is lost on the way; what does not fit is cut, never rounded up. */
export const moneyText = (amount: bigint, { symbol, decimals }: TokenLook, locale: string, places = 6): string => {
  const cut = numberFormat(locale, { maximumFractionDigits: places, roundingMode: "trunc" });
  const format = (exact: bigint) => cut.format(toDecimal(exact, decimals) as `${number}`);
  const least = 10n ** BigInt(Math.max(0, decimals - places));
  // Eighteen noughts fit into no card; that there is something is said all the same.
  const isDust = amount > 0n && amount < least;
  return `${isDust ? `<${format(least)}` : format(amount)}\u00a0${symbol}`;
};
