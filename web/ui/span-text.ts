import { listFormat, numberFormat } from "./formatters.ts";

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The two largest units, as a clock is read: "3 days, 4 hr". Counted in whole seconds. */
export const spanText = (seconds: number, locale: string): string => {
  const parts: [number, Intl.NumberFormatOptions["unit"]][] = [
    [Math.floor(seconds / DAY), "day"],
    [Math.floor((seconds % DAY) / HOUR), "hour"],
    [Math.floor((seconds % HOUR) / MINUTE), "minute"],
    [Math.floor(seconds % MINUTE), "second"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return numberFormat(locale, { style: "unit", unit: "second", unitDisplay: "short" }).format(0);
  const shown = parts
    .slice(first, first + 2)
    .filter(([count], at) => at === 0 || count > 0)
    .map(([count, unit]) =>
      numberFormat(locale, { style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short" }).format(count),
    );
  return listFormat(locale, { style: "narrow", type: "unit" }).format(shown);
};
