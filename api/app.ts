/** The HTTP side of the API as a pure function of what it works with: no port, no environment, no global. */
import express, { type Express, type NextFunction, type Request } from "express";
import { OpenAPIHandler } from "@orpc/openapi/node";
import helmet from "helmet";
import { Problem } from "#core/lib/problem.ts";
import type { Deps } from "./deps.ts";
import { readJson } from "./lib/body.ts";
import { type Health, healthRoutes } from "./lib/health.ts";
import { flood } from "./lib/limits.ts";
import { openApiDocument } from "./lib/openapi.ts";
import { cors, sameOriginOnly } from "./lib/origin.ts";
import { answerProblems } from "./lib/problems.ts";
import type { HandlerContext } from "./lib/procedures.ts";
import { type ApiResponse, callerOf, requestIdOf } from "./lib/request.ts";
import { routeNamed } from "./lib/routes.ts";
import { cookieName, cookiesFor, findViewer, readCookie } from "./lib/session.ts";
import { createRouter } from "./router.ts";

export type AppOptions = { health: Health; trustProxy?: number };

export function createApp(deps: Deps, { health, trustProxy = 0 }: AppOptions): Express {
  const { log, settings, limiter, database } = deps;
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", false);
  app.set("trust proxy", trustProxy);

  app.use(identify(deps));
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, useDefaults: false },
      crossOriginResourcePolicy: { policy: "same-site" },
    }),
  );
  app.use(healthRoutes(health));
  app.use((request, _response, next) => {
    limiter.spendHere(flood, callerOf(request));
    // Postgres text cannot hold it, and nothing of ours has it in its address.
    if (/%00/.test(request.url)) throw new Problem("bad-input", "The address holds a NUL; take it out.");
    next();
  });
  app.use(cors(settings.webOrigin));
  app.use(sameOriginOnly([settings.webOrigin, settings.apiOrigin]));
  app.get("/openapi.json", openApiDocument(settings.apiOrigin));

  const handler = openHandler(deps);
  const name = cookieName(settings.apiOrigin);
  app.use(async (request: Request, response: ApiResponse, next: NextFunction) => {
    // Read here and not by the contract's library, which takes more than we do. `{}` says: there is no body to read.
    if (request.method !== "GET") request.body = (await readJson(request)) ?? {};
    const context: HandlerContext = {
      requestId: response.locals.requestId,
      ip: callerOf(request),
      userAgent: (request.get("user-agent") ?? "").slice(0, 200),
      pathname: request.path,
      viewer: await findViewer(database.prisma, readCookie(request.get("cookie"), name)),
      cookies: cookiesFor(response, settings.apiOrigin),
      enter: (route) => {
        response.locals.route = route;
      },
      limiter,
    };
    response.set("cache-control", "no-store");
    const { matched } = await handler.handle(request, response, { context });
    if (!matched)
      next(context.failure ?? new Problem("not-found", "There is nothing at this address. See /openapi.json for what there is."));
  });

  app.use(answerProblems(log));
  return app;
}

/** The request's id, on the answer and in the log's line of it. */
const identify =
  ({ log }: Deps) =>
  (request: Request, response: ApiResponse, next: NextFunction): void => {
    const requestId = requestIdOf(request);
    const began = performance.now();
    response.locals.requestId = requestId;
    response.set("x-request-id", requestId);
    response.on("close", () => {
      const { route = "none" } = response.locals;
      const ms = Math.round(performance.now() - began);
      const facts = {
        requestId,
        method: request.method,
        route,
        status: response.statusCode,
        ms,
        done: response.writableFinished,
      };
      if (response.statusCode >= 500) log.warn(facts, "request answered");
      else log.info(facts, "request answered");
    });
    next();
  };

function openHandler(deps: Deps): OpenAPIHandler<HandlerContext> {
  return new OpenAPIHandler<HandlerContext>(createRouter(deps), {
    interceptors: [
      async ({ context, next }) => {
        try {
          return await next();
        } catch (error) {
          // Not answered here: a problem has a media type, a header and a request id that the codec cannot give.
          context.failure = error;
          return { matched: false, response: undefined };
        }
      },
    ],
    clientInterceptors: [
      async ({ context, path, input, next }) => {
        const route = routeNamed(path);
        context.enter(route.name);
        refuseTwoNames(route.parameters, context.pathname, input);
        return next();
      },
    ],
  });
}

/** The library lets a body's field stand in for the address' parameter of that name: two names for one thing is a trick. */
function refuseTwoNames(parameters: readonly { name: string; segment: number }[], pathname: string, input: unknown): void {
  if (typeof input !== "object" || input === null) return;
  const segments = pathname.split("/");
  for (const { name, segment } of parameters) {
    const value: unknown = Object.getOwnPropertyDescriptor(input, name)?.value;
    const inPath = segments[segment];
    if (inPath === undefined || value === inPath || value === safeDecode(inPath)) continue;
    throw new Problem("bad-input", `${name}: the address says one thing and the request another; leave it out of the request.`, {
      [name]: "twice",
    });
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
