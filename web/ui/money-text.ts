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

/** The reverse, for what a person typed; null when it is no amount or finer than the token. */
export const fromDecimal = (text: string, decimals: number): bigint | null => {
  const match = /^(\d{1,60})(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const part = (match[2] ?? "").replace(/0+$/, "");
  if (part.length > decimals) return null;
  return BigInt(`${match[1]}${part.padEnd(decimals, "0")}`);
};

/** Intl takes the digits as text, so nothing is lost on the way; what does not fit is cut, never rounded up. */
export const moneyText = (amount: bigint, { symbol, decimals }: TokenLook, locale: string, places = 6): string => {
  const exact = toDecimal(amount, decimals) as `${number}`;
  const format = (maximumFractionDigits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits, roundingMode: "trunc" } as Intl.NumberFormatOptions).format(exact);
  const shown = format(places);
  const isDust = amount !== 0n && amount < 10n ** BigInt(Math.max(0, decimals - places)) && amount > 0n;
  return `${isDust ? format(decimals) : shown}\u00a0${symbol}`;
};
