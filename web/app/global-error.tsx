"use client";

import { useEffect, useState } from "react";
import { languageOf } from "../lib/languages.ts";
import "./globals.css";

// Stands in for the root layout when that itself broke, so it has no providers; the person's language is fetched, and this
// is what is said until it is there, or if it cannot be.
const english = {
  crashTitle: "This page broke",
  crashNote: "The fault is ours. No money is affected: it lives in the contract, not on this page.",
  home: "To the front page",
};

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const [words, setWords] = useState({ ...english, lang: "en" });
  useEffect(() => {
    const lang = languageOf(document.cookie);
    void import(`../messages/${lang}.json`).then(({ states }) => setWords({ ...states, lang })).catch(() => {});
  }, []);
  return (
    <html lang={words.lang} dir="auto">
      <body>
        <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-3 px-6">
          <h1 className="font-display text-2xl font-semibold">{words.crashTitle}</h1>
          <p className="text-ink-soft">{words.crashNote}</p>
          {error.digest && <p className="font-mono text-xs text-ink-faint">{error.digest}</p>}
          <p>
            {/* A plain link: the router may be what broke. */}
            <a href="/" className="inline-flex min-h-11 items-center rounded-md bg-brand px-4 font-semibold text-on-brand">
              {words.home}
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
