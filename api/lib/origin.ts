/** Who may call from a browser. */
import type { RequestHandler } from "express";
import { Problem } from "#core/lib/problem.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** CORS by hand: one origin, with credentials, and nothing to configure wrongly. */
export const cors =
  (webOrigin: string): RequestHandler =>
  (request, response, next) => {
    response.vary("Origin");
    if (request.get("origin") === webOrigin) {
      response.set({
        "access-control-allow-origin": webOrigin,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "retry-after, x-request-id",
      });
      if (request.method === "OPTIONS") {
        response.set({
          "access-control-allow-methods": "GET, POST, PUT, DELETE",
          "access-control-allow-headers": "content-type, x-request-id",
          "access-control-max-age": "600",
        });
      }
    }
    if (request.method === "OPTIONS") response.status(204).end();
    else next();
  };

/**
 * A browser sends the session's cookie along with whatever page asked for it, so a change must come from our own page.
 * Every browser names the page in Origin or at least its relation in Sec-Fetch-Site; a caller that sends neither is no
 * browser and holds no cookie but its own. (Cross-site forms cannot send JSON either: see body.ts.)
 */
export const sameOriginOnly = (origins: readonly string[]): RequestHandler => {
  const ours = new Set(origins);
  return (request, _response, next) => {
    if (safe.has(request.method)) return next();
    const origin = request.get("origin");
    const site = request.get("sec-fetch-site");
    const isOurs = origin === undefined ? site === undefined || site === "same-origin" || site === "none" : ours.has(origin);
    if (!isOurs) throw new Problem("not-allowed", "This request comes from another site's page; make it from Guildhall's own.");
    next();
  };
};
