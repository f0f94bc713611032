import type { ORPCError } from "@orpc/client";
import { useLocale, useTranslations } from "next-intl";
import { type Facts, type ProblemCode, problemStatus } from "#core/lib/problem.ts";

export type KnownProblem = {
  code: ProblemCode | "unreachable";
  /** The server's own sentence, in English; empty when it gave none. */
  sentence: string;
  facts: Facts;
  requestId: string | null;
};

const isCode = (code: string): code is ProblemCode => code in problemStatus;

type Refusal = ORPCError<string, { facts?: Facts; requestId?: string | null } | undefined>;

// Told by its shape: the client that made it is fetched with the first call, and this file comes before it.
const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && "code" in error && "status" in error && "defined" in error;

/** What went wrong with a call, in the API's words; a call that never arrived is `unreachable`. */
export const asProblem = (error: unknown): KnownProblem => {
  if (isRefusal(error)) {
    const data = error.data ?? {};
    if (isCode(error.code))
      return { code: error.code, sentence: error.message, facts: data.facts ?? {}, requestId: data.requestId ?? null };
    return {
      code: error.status === 503 || error.status === 502 ? "unavailable" : "unexpected",
      sentence: "",
      facts: {},
      requestId: null,
    };
  }
  return { code: "unreachable", sentence: "", facts: {}, requestId: null };
};

// These say the same whatever happened, and in every language.
const general: ReadonlySet<KnownProblem["code"]> = new Set([
  "unexpected",
  "unavailable",
  "unreachable",
  "too-many",
  "not-signed-in",
]);

/** The sentence for a failed call: the server's own while the page is in English, else the one of its code. */
export const useProblemText = (): ((error: unknown) => string) => {
  const t = useTranslations("problems");
  const locale = useLocale();
  return (error) => {
    const { code, sentence } = asProblem(error);
    return sentence && locale.startsWith("en") && !general.has(code) ? sentence : t(code);
  };
};
