"use client";

import messages from "../messages/en.json" with { type: "json" };
import "./globals.css";

/** Stands in for the root layout when that itself broke, so it has no providers and speaks English. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const t = messages.states;
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-3 px-6">
          <h1 className="font-display text-2xl font-semibold">{t.crashTitle}</h1>
          <p className="text-ink-soft">{t.crashNote}</p>
          {error.digest && (
            <p className="font-mono text-xs text-ink-faint">{t.crashReference.replace("{digest}", error.digest)}</p>
          )}
          <p>
            {/* A plain link: the router may be what broke. */}
            <a href="/" className="inline-flex min-h-11 items-center rounded-md bg-brand px-4 font-semibold text-on-brand">
              {t.home}
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
