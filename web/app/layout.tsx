import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AppFrame } from "#web/features/frame/index.ts";
import { Prefetched, routes } from "#web/lib/api-server.tsx";
import { config } from "#web/lib/config.ts";
import { directionOf, languageIn } from "#web/lib/languages.ts";
import { SINCE_HEADER } from "#web/lib/position.ts";
import { LiveProviders, Providers } from "#web/lib/providers.tsx";
import { asTheme, THEME_COOKIE } from "#web/lib/theme.ts";
import "./globals.css";

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations("frame");
  return {
    metadataBase: new URL(config().public.webOrigin),
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("tagline"),
    applicationName: t("name"),
  };
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1616" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Asking for the headers makes every page one that is rendered for its request: each needs a nonce of its own.
  const [locale, jar, asked] = await Promise.all([getLocale(), cookies(), headers()]);
  const theme = asTheme(jar.get(THEME_COOKIE)?.value);
  return (
    <html lang={languageIn(locale)} dir={directionOf(locale)} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <NextIntlClientProvider>
          <Providers config={config().public} routes={routes}>
            <Prefetched
              queries={(api, client) => [
                client.prefetchQuery(api.chain.status.queryOptions()),
                client.prefetchQuery(api.session.me.queryOptions()),
              ]}
            >
              <LiveProviders since={asked.get(SINCE_HEADER) ?? undefined}>
                <AppFrame apiDocument={`${config().public.apiOrigin}/openapi.json`}>{children}</AppFrame>
              </LiveProviders>
            </Prefetched>
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
