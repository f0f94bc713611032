/** How much of what. One page, so that a limit can be found and argued about. */
import { Problem } from "#core/lib/problem.ts";
import type { Limit, RateLimiter } from "./rate-limit.ts";
import type { RequestContext } from "./request.ts";

/** Everything from one network, before anything else is done for it; a seam against floods, not a quota. */
export const flood: Limit = { name: "flood", count: 6_000, seconds: 60 };

const reads = {
  member: { name: "read", count: 1_200, seconds: 60 },
  anyone: { name: "read-anonymous", count: 600, seconds: 60 },
} satisfies Record<string, Limit>;

const writes: Limit = { name: "write", count: 120, seconds: 60 };

/** Routes with a limit of their own. Sign-in has no account yet, so it is the network that is counted. */
const own: Record<string, Limit> = {
  "session.challenge": { name: "challenge", count: 60, seconds: 60 },
  "session.signIn": { name: "sign-in", count: 60, seconds: 60 },
  "session.signOut": { name: "sign-out", count: 60, seconds: 60 },
  "projects.post": { name: "post", count: 30, seconds: 60 },
  "proposals.submit": { name: "propose", count: 30, seconds: 60 },
  "chain.advance": { name: "advance", count: 60, seconds: 60 },
};

/** Two accounts behind one network must not starve each other, so a member is counted by account. */
export async function spendFor(
  limiter: RateLimiter,
  { route, isWrite }: { route: string; isWrite: boolean },
  { viewer, ip }: RequestContext,
): Promise<void> {
  const caller = viewer?.address ?? ip;
  const limit = own[route];
  if (limit) return limiter.spend(limit, caller);
  if (isWrite) return limiter.spend(writes, caller);
  limiter.spendHere(viewer ? reads.member : reads.anyone, caller);
}

export const signInFirst = () => new Problem("not-signed-in", "Sign in with your wallet first.");
