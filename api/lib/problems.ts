/** Every refusal leaves through here, whoever made it: a handler, the contract's schemas, Express or Postgres. */
import { ORPCError } from "@orpc/server";
import type { NextFunction, Request } from "express";
import { z } from "zod";
import { Problem, type ProblemBody, problemMediaType } from "#core/lib/problem.ts";
import type { Log } from "./log.ts";
import type { ApiResponse } from "./request.ts";

const Issue = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number(), z.object({ key: z.union([z.string(), z.number()]) })])).optional(),
});
const Issues = z.object({ issues: z.array(Issue).min(1) });

/** Which field, and what to do: the first fault as the sentence, each field's own among the facts. */
function fromValidation(data: z.infer<typeof Issues>): Problem {
  const facts: Record<string, string> = {};
  for (const { path = [], message } of data.issues.slice(0, 20)) {
    const field = path.map((part) => (typeof part === "object" ? part.key : part)).join(".");
    facts[field || "request"] ??= message;
  }
  const [field = "request", message = ""] = Object.entries(facts)[0] ?? [];
  return new Problem("bad-input", `${field}: ${message}`, facts);
}

const busy = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
  "57014",
  "53300",
  "55P03",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2034",
  "40001",
  "40P01",
]);
const busyWords =
  /timeout exceeded when trying to connect|Connection terminated|Unable to start a transaction|Transaction already closed|the database system is/i;

/** The database cannot be had just now. The caller may try again; nothing is wrong with what they sent. */
function isBusy(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string" && busy.has(at.code)) return true;
    if (busyWords.test(at.message)) return true;
  }
  return false;
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ORPCError) {
    const issues = Issues.safeParse(error.data);
    if (error.code === "BAD_REQUEST" && issues.success) return fromValidation(issues.data);
    if (error.code === "BAD_REQUEST") return new Problem("bad-input", "The request could not be read; check its form.");
    return toProblem(error.cause ?? new Error(error.message));
  }
  // Express refuses a path it cannot decode by a URIError with a status of its own.
  if (error instanceof URIError) return new Problem("bad-input", "The address is not well formed; check its percent signs.");
  if (isBusy(error)) {
    return new Problem("unavailable", "The service is too busy to answer; try again in a moment.", { retryAfter: 2 });
  }
  return new Problem("unexpected", "Something went wrong on our side. Try again; if it stays, send us the request's id.");
}

const titles: Record<Problem["code"], string> = {
  "bad-input": "The request cannot be read",
  "not-signed-in": "Sign in first",
  "sign-in-refused": "The sign-in was refused",
  "not-allowed": "Not allowed",
  "not-found": "Not found",
  conflict: "Already there, and different",
  "stale-write": "Somebody was quicker",
  "too-large": "Too large",
  "wrong-chain": "Another chain",
  "bad-signature": "The signature does not fit",
  "rule-broken": "A rule does not allow it",
  "too-many": "Too many requests",
  unexpected: "Something went wrong",
  unavailable: "Not available just now",
};

export const bodyOf = (problem: Problem, requestId: string | null): ProblemBody => ({
  type: `urn:guildhall:problem:${problem.code}`,
  title: titles[problem.code],
  status: problem.status,
  code: problem.code,
  detail: problem.message,
  facts: problem.facts,
  requestId,
});

/** The innermost error's name: its words may hold the address of a node or a database, and with it a key. */
function reasonOf(error: unknown): string {
  let at = error;
  for (let depth = 0; at instanceof Error && at.cause !== undefined && depth < 5; depth++) at = at.cause;
  return at instanceof Error ? `${at.name}${"code" in at ? ` ${String(at.code)}` : ""}` : "unknown";
}

export const answerProblems =
  (log: Log) =>
  // Express knows an error's handler by its four parameters.
  (error: unknown, request: Request, response: ApiResponse, _next: NextFunction): void => {
    const problem = toProblem(error);
    const { requestId, route } = response.locals;
    if (problem.code === "unexpected") log.error({ err: error, requestId, route }, "request failed unexpectedly");
    else if (problem.code === "unavailable")
      log.warn({ reason: reasonOf(error), requestId, route }, "request could not be served now");
    if (response.headersSent) {
      response.destroy();
      return;
    }

    if (typeof problem.facts.retryAfter === "number") response.set("retry-after", String(problem.facts.retryAfter));
    // What is left of a body we did not read must not be taken for the next request.
    if (!request.readableEnded) response.set("connection", "close");
    // As bytes, or Express adds a charset that the media type does not have.
    const body = Buffer.from(JSON.stringify(bodyOf(problem, requestId ?? null)));
    response.status(problem.status).set("content-type", problemMediaType).send(body);
  };
