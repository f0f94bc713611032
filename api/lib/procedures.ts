/**
 * The only two ways to build a route: for anyone, or for members. There is no third, so no route can forget to ask.
 * Who among the members may act is each module's own policy.
 */
import { implement, type Implementer } from "@orpc/server";
import { type Contract, contract } from "#core/api.ts";
import { signInFirst, spendFor } from "./limits.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { RequestContext, Viewer } from "./request.ts";
import { routeNamed } from "./routes.ts";

/** The limiter travels with the request, so that routes are built once and without a server. */
export type HandlerContext = RequestContext & { limiter: RateLimiter };

const os: Implementer<Contract, HandlerContext, HandlerContext> = implement(contract).$context<HandlerContext>();

export const anyone = os.use(async ({ context, path, next }) => {
  await spendFor(context.limiter, routeNamed(path), context);
  return next();
});

export const member = os.use(async ({ context, path, next }) => {
  const { viewer } = context;
  // A stranger's knock is counted too, by network, or guessing would be free.
  await spendFor(context.limiter, routeNamed(path), context);
  if (viewer === null) throw signInFirst();
  return next({ context: { viewer: viewer satisfies Viewer } });
});
