import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const here = dirname(fileURLToPath(import.meta.url));

// SDKs of wallets that we do not offer. wagmi names them in dynamic imports, so the bundler wants to find them.
const notOffered = [
  "@base-org/account",
  "@coinbase/wallet-sdk",
  "@gemini-wallet/core",
  "@metamask/sdk",
  "@safe-global/safe-apps-provider",
  "@safe-global/safe-apps-sdk",
  "cbw-sdk",
  "pino-pretty",
  "porto",
];

const nosniff = { key: "X-Content-Type-Options", value: "nosniff" };
// The policy for scripts needs a nonce for each answer and is set in proxy.ts; these are the same for every answer.
const headers = [
  nosniff,
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin-allow-popups" },
];

// Every file of messages is a language that the app speaks (lib/languages.ts).
const languages = readdirSync(join(here, "messages")).map((file) => file.replace(/\.json$/, ""));

const nextConfig: NextConfig = {
  env: { LANGUAGES: languages.join(" ") },
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  devIndicators: false,
  // `npm run check` judges the types, of everything at once; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // The first build is the one that a newcomer waits for, and writing the cache takes longer than it saves.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // An answer that names no picture of its own, as that of a page which is not there, has the browser ask for this one.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  // A page's headers say nothing of a script or a font, and on a slow line those of twenty files weigh as much as a file.
  headers: async () => [
    { source: "/((?!_next/static/).*)", headers },
    { source: "/_next/static/:path*", headers: [nosniff] },
  ],
  turbopack: {
    root: dirname(here),
    resolveAlias: Object.fromEntries(notOffered.map((name) => [name, "./lib/wallet/not-offered.ts"])),
  },
};

export default createNextIntlPlugin({
  requestConfig: "./lib/i18n.ts",
  // The build reads the messages' syntax, so that no page carries what reads it.
  experimental: { messages: { path: "./messages", locales: "infer", format: "json", precompile: true } },
})(nextConfig);
