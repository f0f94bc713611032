import { getLocale, getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { directionOf } from "#web/lib/languages.ts";
import { asTheme, THEME_COOKIE } from "#web/lib/theme.ts";

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// Whole in itself, since without a connection nothing more can be fetched: the look is the tokens' in small.
const look = `
  :root { color-scheme: light dark; --ground: light-dark(#f6f9f7, #0b1616); --ink: light-dark(#12211f, #eef4f1);
    --soft: light-dark(#43524f, #b9c6c1); --brand: light-dark(#0d5b53, #67cbb8); --on: light-dark(#fff, #06201d) }
  [data-theme=light] { color-scheme: light } [data-theme=dark] { color-scheme: dark }
  body { margin: 0; min-height: 100dvh; display: grid; place-content: center; padding: 1.5rem; gap: .75rem;
    background: var(--ground); color: var(--ink); font: 1rem/1.5 "Hanken Grotesk Variable", system-ui, sans-serif }
  main { max-width: 30rem } h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem } p { margin: 0 0 1.5rem; color: var(--soft) }
  a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 1.25rem; border-radius: 8px;
    background: var(--brand); color: var(--on); font-weight: 600; text-decoration: none }
  a:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px }`;

/** What the service worker keeps and shows in place of any page that cannot be fetched. The link asks for that page again. */
export async function GET(): Promise<Response> {
  const t = await getTranslations("states");
  const [locale, jar] = await Promise.all([getLocale(), cookies()]);
  const theme = asTheme(jar.get(THEME_COOKIE)?.value);
  const attributes = `lang="${locale}" dir="${directionOf(locale)}"${theme === "system" ? "" : ` data-theme="${theme}"`}`;
  const [title, note, retry] = [t("offlineTitle"), t("offlineNote"), t("retry")].map(escaped);
  const page = `<!doctype html><html ${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${look}</style></head><body><main><h1>${title}</h1><p>${note}</p><a href="">${retry}</a></main></body></html>`;
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
}
