/** Every refusal that a person can meet, with the HTTP status that carries it. The one table. */
export const problemStatus = {
  "bad-input": 400,
  "not-signed-in": 401,
  "sign-in-refused": 401,
  "not-allowed": 403,
  "not-found": 404,
  conflict: 409,
  "stale-write": 409,
  "too-large": 413,
  "wrong-chain": 409,
  "bad-signature": 422,
  "rule-broken": 422,
  "too-many": 429,
  unexpected: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;

export type Facts = Record<string, string | number | boolean | null>;

/**
 * A caller's mistake or a known refusal. Anything else that is thrown is a bug and flies to the top.
 * `sentence` says what happened and what to do; it is shown to people, in English, when no message key fits.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly facts: Facts;

  constructor(code: ProblemCode, sentence: string, facts: Facts = {}, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "Problem";
    this.code = code;
    this.facts = facts;
  }

  get status(): number {
    return problemStatus[this.code];
  }
}

/** RFC 9457 body. `type` is a stable URN, `code` the same word for machines that do not parse URNs. */
export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  facts: Facts;
  requestId: string | null;
};

export const problemMediaType = "application/problem+json";

/** oRPC's client reads JSON under its plain name only; put this between `fetch` and the client. */
export const withPlainJson = (response: Response): Response => {
  if (!response.headers.get("content-type")?.startsWith(problemMediaType)) return response;
  const headers = new Headers(response.headers);
  headers.set("content-type", "application/json");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
};

/** The other half of the same client: what its `customErrorResponseBodyDecoder` is given, if it is ours. */
export const isProblemBody = (body: unknown): body is ProblemBody =>
  typeof body === "object" && body !== null && "code" in body && typeof body.code === "string" && body.code in problemStatus;
