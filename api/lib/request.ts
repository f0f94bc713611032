import { randomUUID } from "node:crypto";
import type { Request, Response } from "express";
import type { Role } from "#core/features/session.ts";
import type { Address } from "#core/lib/ids.ts";

/** Who asks, once the session's cookie was found good. `session` is the session's id, which is not its token. */
export type Viewer = { address: Address; role: Role; session: string; expiresAt: Date };

/** What a handler knows of the request; nothing here knows HTTP. */
export type RequestContext = {
  requestId: string;
  ip: string;
  userAgent: string;
  /** As sent, for telling a path's parameters from a body's. */
  pathname: string;
  viewer: Viewer | null;
  cookies: { keep(token: string, until: Date): void; drop(): void };
  /** Set by the handler when it threw: the answer is written in one place, with all other refusals. */
  failure?: unknown;
  /** Told once the route is known, for the log: `projects.post`. */
  enter(route: string): void;
};

const sane = /^[A-Za-z0-9._-]{8,64}$/;

/** A caller's own id if it is harmless in a log and a header, else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.get("x-request-id");
  return given !== undefined && sane.test(given) ? given : randomUUID();
}

/** An IPv6 network is one caller: a /64 is what a household gets. */
export const callerOf = (request: Request): string => networkOf(request.ip ?? "unknown");

export function networkOf(ip: string): string {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(ip);
  if (mapped) return mapped[1]!;
  return ip.includes(":") ? expand(ip).slice(0, 4).join(":") : ip;
}

function expand(ip: string): string[] {
  const [head = "", tail] = ip.split("%")[0]!.split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const middle = Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...(tail === undefined ? [] : middle), ...right];
}

/** Kept on the response, where every later step of Express finds it. */
export type Locals = { requestId: string; route?: string };
export type ApiResponse = Response<unknown, Locals>;
