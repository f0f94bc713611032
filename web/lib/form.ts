import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { type DecimalMark, decimalMark } from "#web/ui/typed-money.ts";

type Issue = z.core.$ZodIssue;

/** The first thing wrong at each place of a form, by its path: `milestones.0.title`. */
export type Faults = Readonly<Record<string, Issue>>;

/** How the reader writes an amount, as far as a field has to know it. */
export const useDecimalMark = (): DecimalMark => decimalMark(useLocale());

export const noFaults: Faults = {};

export const faultsOf = (error: z.ZodError): Faults => {
  const faults: Record<string, Issue> = {};
  for (const issue of error.issues) faults[issue.path.join(".")] ??= issue;
  return faults;
};

/** A fault that a form found by itself, before the schema could. */
export const faultAt = (path: string, message: string): Faults => ({
  [path]: { code: "custom", path: path.split("."), message, input: undefined },
});

/** Once the faults are drawn, the first of them has the focus. */
export const showFirstFault = (form: HTMLElement | null): void => {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
};

/**
 * Says in words what is wrong at a place. Lengths are said the same everywhere; what a format means only the field
 * knows, so it gives the sentence.
 */
export const useFaultText = (faults: Faults) => {
  const t = useTranslations("form");
  return (path: string, format?: string): string | undefined => {
    const issue = faults[path];
    if (!issue) return undefined;
    if (issue.code === "too_small" && issue.origin === "string")
      return Number(issue.minimum) <= 1 ? t("required") : t("tooShort", { min: Number(issue.minimum) });
    if (issue.code === "too_big" && issue.origin === "string") return t("tooLong", { max: Number(issue.maximum) });
    if (issue.code === "too_small" && issue.origin === "array") return t("tooFew", { min: Number(issue.minimum) });
    if (issue.code === "too_big" && issue.origin === "array") return t("tooMany", { max: Number(issue.maximum) });
    if (issue.code === "custom") return issue.message;
    return format ?? issue.message;
  };
};
