import { z } from "zod";

// Postgres text takes no NUL, UTF-8 takes no lone surrogate, and bidirectional overrides make text lie about itself.
const unfit =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const clean = (text: string) => text.normalize("NFC").trim();

/** A person's words: normalised, trimmed, of at most `max` characters; refused when they hold control characters. */
export const words = (max: number, min = 1) =>
  z
    .string()
    .max(max * 2)
    .refine((text) => !unfit.test(text), "The text holds characters that cannot be shown; type it again without them.")
    .transform(clean)
    .pipe(z.string().min(min).max(max));

/** One line: as `words`, without line breaks. */
export const line = (max: number, min = 1) =>
  words(max, min).refine((text) => !/[\r\n]/.test(text), "This is one line; take the line breaks out.");
