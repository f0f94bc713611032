import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AppFrame } from "#web/features/frame/index.ts";
import { Prefetched, routes, viewer } from "#web/lib/api-server.tsx";
import { config } from "#web/lib/config.ts";
import { directionOf, languageIn, PSEUDO } from "#web/lib/languages.ts";
import { PATH_HEADER, SINCE_HEADER } from "#web/lib/position.ts";
import { LiveProviders, Providers } from "#web/lib/providers.tsx";
import { sectionOf, wordsFor } from "#web/lib/sections.ts";
import { asTheme, THEME_COOKIE } from "#web/lib/theme.ts";
import { Words } from "#web/lib/words.tsx";
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
  const [locale, messages, jar, asked, me] = await Promise.all([
    getLocale(),
    getMessages(),
    cookies(),
    headers(),
    viewer().catch(() => undefined),
  ]);
  const language = languageIn(locale);
  const section = sectionOf(asked.get(PATH_HEADER) ?? "");
  const isWhole = Boolean(me) || language === PSEUDO;
  const theme = asTheme(jar.get(THEME_COOKIE)?.value);
  return (
    <html lang={language} dir={directionOf(locale)} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <NextIntlClientProvider messages={isWhole ? messages : wordsFor(section, messages)}>
          <Words language={language} section={section} isWhole={isWhole}>
            <Providers config={config().public} routes={routes}>
              <Prefetched
                queries={(api, client) => [
                  client.prefetchQuery(api.chain.status.queryOptions()),
                  // Where nobody could say who asks, the browser tries again.
                  Promise.resolve(me !== undefined && client.setQueryData(api.session.me.queryKey(), me)),
                ]}
              >
                <LiveProviders since={asked.get(SINCE_HEADER) ?? undefined}>
                  <AppFrame apiDocument={`${config().public.apiOrigin}/openapi.json`}>{children}</AppFrame>
                </LiveProviders>
              </Prefetched>
            </Providers>
          </Words>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
