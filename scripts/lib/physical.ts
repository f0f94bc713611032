/** What says left or right where a page may run from right to left. */

const utilities =
  /(?<![\w-])-?(?:m[lr]|p[lr]|left|right|border-[lr]|rounded-(?:[lr]|tl|tr|bl|br)|scroll-[mp][lr]|inset-[lr])-[\w[(.]|(?<![\w-])(?:text|float|clear)-(?:left|right)(?![\w-])|(?<![\w-])(?:border-[lr]|rounded-(?:[lr]|tl|tr|bl|br))(?![\w-])/g;
const properties =
  /(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)|text-align:\s*(?:left|right)|float:\s*(?:left|right)|(?:^|[;{\s])(?:left|right)\s*:)/g;

/** Tailwind's utilities in a component, CSS properties in a style sheet. `rtl:` and `ltr:` may: they say for which. */
export const physicalIn = (text: string, kind: "component" | "style"): string[] => {
  const found = text.matchAll(kind === "component" ? utilities : properties);
  return [...found]
    .filter(({ index }) => !/(?:rtl|ltr):$/.test(text.slice(Math.max(0, index - 4), index)))
    .map(([match]) => match);
};
