import { getRequestConfig } from "next-intl/server";
import messages from "../messages/en.json" with { type: "json" };

export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];

// One language so far. Another is one more file of messages, chosen here by a cookie.
export default getRequestConfig(async () => ({
  locale: "en" satisfies Locale,
  messages,
  // The browser's own zone takes over as soon as the page is alive (ui/time.tsx).
  timeZone: "UTC",
}));

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
