/** Each language is one file in messages/; next.config.ts lists them when it builds, so that a new file is all it takes. */
// biome-ignore lint/style/noProcessEnv: not read at run time; the build puts the list in its place
export const languages: readonly string[] = (process.env.LANGUAGES ?? "en").split(" ");

/** Every word of the English one with accents and longer: whatever stays plain is no message. Development only. */
export const PSEUDO = "en-XA";

export const LANGUAGE_COOKIE = "language";

const FALLBACK = "en";

const known = (wanted: string): string | undefined => {
  const [base] = wanted.toLowerCase().split("-");
  return languages.find((language) => language === base);
};

/** The language chosen before, which a cookie keeps. Takes the whole `document.cookie`. */
export const languageOf = (cookies: string): string =>
  known(new RegExp(`(?:^|; )${LANGUAGE_COOKIE}=([A-Za-z-]+)`).exec(cookies)?.[1] ?? "") ?? FALLBACK;

/** The first that we speak of those a browser asks for: `es-MX,es;q=0.9,en;q=0.5`. */
export const languageFor = (acceptLanguage: string): string => {
  const wishes = acceptLanguage
    .split(",")
    .map((wish) => {
      const [tag = "", ...rest] = wish.split(";");
      const weight = /q=([\d.]+)/.exec(rest.join(";"))?.[1];
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wishes) {
    const found = known(tag);
    if (found) return found;
  }
  return FALLBACK;
};

/** A language in its own words, as its speakers look for it. */
export const nameOf = (language: string): string => {
  if (language === PSEUDO) return "[Ƥşéûđö]";
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
};

/**
 * What numbers, dates and plurals are written by. Latin digits in every language, on every machine: an amount, a block or
 * an address here is compared with what wallets and explorers show.
 */
export const localeOf = (language: string): string => `${language}-u-nu-latn`;

export const languageIn = (locale: string): string => locale.replace(/-u-.*/, "");

const rightToLeft: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur"]);

// Intl.Locale knows it too, but not in every browser.
export const directionOf = (locale: string): "ltr" | "rtl" => (rightToLeft.has(languageIn(locale)) ? "rtl" : "ltr");

const [ISOLATE, END_OF_ISOLATE] = ["\u2068", "\u2069"];

/** A name, an amount or a date inside a sentence that runs the other way: its parts stay in their own order. */
export const isolated = (text: string, locale: string): string =>
  directionOf(locale) === "rtl" ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text;
