import { type NextRequest, NextResponse } from "next/server";
import { config as environment } from "./lib/config.ts";
import { contentPolicy } from "./lib/content-policy.ts";
import { PATH_HEADER, position, SINCE_HEADER } from "./lib/position.ts";

/**
 * Runs before every page: gives each answer its own nonce, which Next puts on the scripts it renders, and notes where the
 * events were before anything is fetched for it.
 */
export const proxy = async (request: NextRequest): Promise<NextResponse> => {
  const settings = environment();
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentPolicy(settings, nonce);

  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  // Ours alone to say, whatever the browser sent.
  headers.delete(SINCE_HEADER);
  const isPage = request.headers.get("accept")?.includes("text/html") && !request.headers.has("rsc");
  const since = isPage ? await position(settings.apiUrl) : undefined;
  if (since) headers.set(SINCE_HEADER, since);
  headers.set(PATH_HEADER, request.nextUrl.pathname);

  // A page for whoever builds. The page refuses too, but by then a streamed answer has already said 200.
  const isHidden = request.nextUrl.pathname.startsWith("/design") && !settings.public.isDevelopment;
  const response = isHidden
    ? NextResponse.rewrite(new URL("/not-for-here", request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
};

// Everything but the built files, which hold no page.
export const config = { matcher: "/((?!_next/static/).*)" };
