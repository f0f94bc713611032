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

/** Intl takes the digits as text, so nothing is lost on the way; what does not fit is cut, never rounded up. */
export const moneyText = (amount: bigint, { symbol, decimals }: TokenLook, locale: string, places = 6): string => {
  const cut = numberFormat(locale, { maximumFractionDigits: places, roundingMode: "trunc" });
  const format = (exact: bigint) => cut.format(toDecimal(exact, decimals) as `${number}`);
  const least = 10n ** BigInt(Math.max(0, decimals - places));
  // Eighteen noughts fit into no card; that there is something is said all the same.
  const isDust = amount > 0n && amount < least;
  return `${isDust ? `<${format(least)}` : format(amount)}\u00a0${symbol}`;
};
