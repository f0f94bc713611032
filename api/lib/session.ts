/** Server-side sessions: a random token in a cookie, its SHA-256 in Postgres. All times are wall time. */
import { createHash, randomBytes } from "node:crypto";
import type { CookieOptions, Response } from "express";
import type { Db } from "#db";
import { Address } from "#core/lib/ids.ts";
import type { RequestContext, Viewer } from "./request.ts";

export const SESSION_LIFE = 7 * 24 * 3_600_000;
/** Written down this often at most, so that reading stays reading. */
const SEEN_AGAIN = 10 * 60_000;

export const newToken = (): string => randomBytes(32).toString("base64url");
export const sessionIdOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A browser lets nobody but this host, over TLS, set a cookie with this prefix. */
export const cookieName = (apiOrigin: string): string => (apiOrigin.startsWith("https:") ? "__Host-guildhall" : "guildhall");

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return undefined;
}

export function cookiesFor(response: Response, apiOrigin: string): RequestContext["cookies"] {
  const name = cookieName(apiOrigin);
  const common: CookieOptions = { httpOnly: true, sameSite: "lax", secure: apiOrigin.startsWith("https:"), path: "/" };
  return {
    keep: (token, expires) => response.cookie(name, token, { ...common, expires }),
    drop: () => response.clearCookie(name, common),
  };
}

/** Asked on every request, so that a session that was ended anywhere is ended everywhere. */
export async function findViewer(db: Db, token: string | undefined, now: Date = new Date()): Promise<Viewer | null> {
  if (token === undefined) return null;
  const found = await db.session.findUnique({
    where: { id: sessionIdOf(token) },
    include: { person: { select: { role: true } } },
  });
  if (found === null || found.expiresAt <= now) return null;
  if (now.getTime() - found.lastSeenAt.getTime() > SEEN_AGAIN) {
    await db.session.updateMany({ where: { id: found.id }, data: { lastSeenAt: now } });
  }
  return {
    address: Address.parse(found.address),
    role: found.person.role,
    session: found.id,
    expiresAt: found.expiresAt,
  };
}
