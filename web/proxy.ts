import { type NextRequest, NextResponse } from "next/server";
import { config as environment } from "./lib/config.ts";
import { contentPolicy } from "./lib/content-policy.ts";

/** Runs before every page: gives each answer its own nonce, which Next puts on the scripts it renders. */
export const proxy = (request: NextRequest): NextResponse => {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentPolicy(environment(), nonce);

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-pathname", request.nextUrl.pathname);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
};

// Everything but the built files, which hold no page.
export const config = { matcher: "/((?!_next/static/).*)" };
