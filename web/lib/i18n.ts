import type { Formats } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import type english from "../messages/en.json";
import { config } from "./config.ts";
import { LANGUAGE_COOKIE, languageFor, languageOf, localeOf, PSEUDO } from "./languages.ts";
import { pseudo } from "./pseudo.ts";

/** The person's own choice, which a cookie keeps; before it, what their browser asks for. */
const language = async (): Promise<string> => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  if (chosen === PSEUDO && config().public.isDevelopment) return PSEUDO;
  return chosen ? languageOf(`${LANGUAGE_COOKIE}=${chosen}`) : languageFor((await headers()).get("accept-language") ?? "");
};

/** `{percent, number, share}` in a message: 12.5 is written as the language writes 12.5 percent, its sign and space included. */
const formats = {
  number: { share: { style: "unit", unit: "percent", maximumFractionDigits: 2 } },
} as const satisfies Formats;

export default getRequestConfig(async () => {
  const spoken = await language();
  const isPseudo = spoken === PSEUDO;
  const { default: messages } = await import(`../messages/${isPseudo ? "en" : spoken}.json`);
  return {
    locale: localeOf(spoken),
    messages: isPseudo ? pseudo(messages) : messages,
    formats,
    // The browser's own zone takes over as soon as the page is alive (ui/time.tsx).
    timeZone: "UTC",
  };
});

declare module "next-intl" {
  interface AppConfig {
    Messages: typeof english;
    Formats: typeof formats;
  }
}
