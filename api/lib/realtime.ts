/**
 * Outbox → rooms. One tail a process hears every event in order and hands it to whoever is in a room of its audience;
 * nothing comes the other way but wishes to join. A browser that was away says where it stopped and loses nothing.
 */
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import {
  audience,
  type BusEvent,
  type ClientWords,
  type Delivery,
  type JoinAnswer,
  type Room,
  type ServerWords,
} from "#core/events.ts";
import type { Database } from "#db";
import { type Cursor, formatCursor, isBefore, now as outboxNow, type OutboxEvent, parseCursor, readSince, tail } from "#outbox";
import type { Settings } from "../config.ts";
import type { Log } from "./log.ts";
import type { Limit, RateLimiter } from "./rate-limit.ts";
import { networkOf, type Viewer } from "./request.ts";
import { JoinWords, mayEnter, RoomList } from "./rooms.ts";
import { cookieName, findViewer, readCookie } from "./session.ts";

type SocketFacts = { viewer: Viewer | null; network: string };
type Line = Socket<ClientWords, ServerWords, Record<string, never>, SocketFacts>;

export type Realtime = { close(): Promise<void> };

type Options = {
  server: HttpServer;
  database: Database;
  limiter: RateLimiter;
  log: Log;
  settings: Pick<Settings, "webOrigin" | "apiOrigin">;
  trustProxy: number;
  /** As the rate limits' scale. */
  scale?: number;
};

/** How soon the end of a session, wherever it was ended, closes its sockets. */
const CHECK_SESSIONS = 2_000;
const MAX_PER_NETWORK = 200;
const MAX_PER_SESSION = 20;
const MAX_ROOMS = 200;
/** Who missed more than this is better off fetching. */
const MAX_REPLAY = 2_000;
const PAGE = 500;
const words: Limit = { name: "socket", count: 240, seconds: 60 };

export async function openRealtime(options: Options): Promise<Realtime> {
  const { server, database, limiter, log, settings, trustProxy, scale = 1 } = options;
  const counts = new Map<string, number>();
  const cookie = cookieName(settings.apiOrigin);
  const stop = new AbortController();

  const io: Server<ClientWords, ServerWords, Record<string, never>, SocketFacts> = new Server(server, {
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: 16 * 1024,
    pingInterval: 20_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    perMessageDeflate: false,
    allowRequest: (request, decide) => {
      const network = networkOf(addressOf(request, trustProxy));
      const isOurs = request.headers.origin === undefined || request.headers.origin === settings.webOrigin;
      decide(null, isOurs && (counts.get(network) ?? 0) < MAX_PER_NETWORK * scale);
    },
  });

  /** Everything up to here has been handed out; it moves in the same tick in which the sockets are told. */
  let position = at(await outboxNow(database));

  const handOut = (event: OutboxEvent): void => {
    position = at(event.cursor);
    const rooms = audience(event as BusEvent);
    if (rooms.length > 0) io.to(rooms).emit("event", deliveryOf(event));
  };
  const tailing = tail({
    db: database,
    after: formatCursor(position),
    onEvents: (events) => events.forEach(handOut),
    signal: stop.signal,
    log,
  });

  io.use((socket: Line, next) => {
    const { request } = socket;
    socket.data.network = networkOf(addressOf(request, trustProxy));
    findViewer(database.prisma, readCookie(request.headers.cookie, cookie)).then(
      (viewer) => {
        socket.data.viewer = viewer;
        const isCrowded = viewer !== null && (counts.get(viewer.session) ?? 0) >= MAX_PER_SESSION * scale;
        next(isCrowded ? new Error("too-many") : undefined);
      },
      () => next(new Error("unavailable")),
    );
  });

  io.on("connection", (socket: Line) => {
    const { viewer, network } = socket.data;
    const keys = viewer === null ? [network] : [network, viewer.session];
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    socket.on("disconnect", () => {
      for (const key of keys) {
        const left = (counts.get(key) ?? 1) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      }
    });

    socket.on("join", (request, answer) => {
      if (typeof answer !== "function") return;
      join(socket, request).then(answer, (error: unknown) => {
        log.warn({ error: String(error) }, "socket could not join");
        answer({ ok: false, code: "unavailable" });
      });
    });
    socket.on("leave", (rooms) => {
      for (const room of RoomList.safeParse(rooms).data ?? []) void socket.leave(room);
    });
  });

  const join = async (socket: Line, request: unknown): Promise<JoinAnswer> => {
    if (!isWithin(limiter, socket.id)) return { ok: false, code: "too-many" };
    const wish = JoinWords.safeParse(request).data;
    if (wish === undefined) return { ok: false, code: "bad-input" };
    if (!wish.rooms.every((room) => mayEnter(room, socket.data.viewer))) return { ok: false, code: "not-allowed" };
    if (new Set([...socket.rooms, ...wish.rooms]).size > MAX_ROOMS) return { ok: false, code: "too-many" };

    const isWhole = wish.since === undefined || (await catchUp(socket, wish.rooms, parseCursor(wish.since)));
    await socket.join(wish.rooms);
    return { ok: true, cursor: formatCursor(position), mustRefetch: !isWhole };
  };

  /**
   * Sends what these rooms were told since a cursor and joins them, in one tick in which the tail stands still: nothing
   * falls between the last missed event and the first live one, and nothing is told twice. False when that is not to be had.
   */
  const catchUp = async (socket: Line, rooms: Room[], since: Cursor | undefined): Promise<boolean> => {
    let from = since;
    for (let sent = 0; from !== undefined && sent < MAX_REPLAY; ) {
      const before = position;
      const { events, gap } = await readSince(database, formatCursor(from), PAGE);
      if (gap) return false;
      // What lies beyond the tail's position the tail itself will tell.
      const known = events.filter(({ cursor }) => !isBefore(position, at(cursor)));
      for (const event of known) if (concerns(event, rooms, socket.rooms)) socket.emit("event", deliveryOf(event));
      sent += known.length;
      from = known.length > 0 ? at(known.at(-1)?.cursor ?? "") : from;
      // The tail may have told, while we read, what we did not read: then once more.
      const isLevel = position === before || !isBefore(from, position);
      if (known.length < PAGE && isLevel) {
        void socket.join(rooms);
        return true;
      }
    }
    return false;
  };

  const checking = setInterval(() => void endSessions(), CHECK_SESSIONS);
  const endSessions = async (): Promise<void> => {
    const lines = [...io.sockets.sockets.values()].filter(({ data }) => data.viewer !== null);
    const ids = [...new Set(lines.map(({ data }) => data.viewer?.session ?? ""))];
    if (ids.length === 0) return;
    const good = await database.prisma.session
      .findMany({ where: { id: { in: ids }, expiresAt: { gt: new Date() } }, select: { id: true } })
      .catch(() => undefined);
    if (good === undefined) return; // asked again in a moment
    const alive = new Set(good.map(({ id }) => id));
    for (const line of lines) {
      if (alive.has(line.data.viewer?.session ?? "")) continue;
      line.emit("session-ended");
      line.disconnect(true);
    }
  };

  return {
    close: async () => {
      clearInterval(checking);
      stop.abort();
      io.disconnectSockets(true);
      await tailing;
      // Only the sockets are ours: the server is drained by whoever opened it.
      io.engine.close();
    },
  };
}

/** A cursor of the outbox itself is well formed. */
function at(cursor: string): Cursor {
  const parsed = parseCursor(cursor);
  if (parsed === undefined) throw new Error(`The outbox gave the cursor ${cursor}.`);
  return parsed;
}

const deliveryOf = ({ cursor, topic, payload }: OutboxEvent): Delivery => ({ cursor, topic, payload });

/** Meant for one of the new rooms, and not heard already in one that the socket is in. */
const concerns = (event: OutboxEvent, wanted: readonly Room[], heard: ReadonlySet<string>): boolean => {
  const rooms = audience(event as BusEvent);
  return rooms.some((room) => wanted.includes(room)) && !rooms.some((room) => heard.has(room));
};

function isWithin(limiter: RateLimiter, socketId: string): boolean {
  try {
    limiter.spendHere(words, socketId);
    return true;
  } catch {
    return false;
  }
}

/** As Express counts proxies: the nearest `hops` are ours, the address before them is the caller's. */
function addressOf(request: IncomingMessage, hops: number): string {
  const direct = request.socket.remoteAddress ?? "unknown";
  const header = request.headers["x-forwarded-for"];
  if (hops === 0 || typeof header !== "string") return direct;
  const chain = [...header.split(",").map((part) => part.trim()), direct];
  return chain[Math.max(0, chain.length - 1 - hops)] ?? direct;
}
