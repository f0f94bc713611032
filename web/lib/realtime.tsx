"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Socket } from "socket.io-client";
import type { BusEvent, ClientWords, Delivery, Room, ServerWords } from "#core/events.ts";
import { type ApiQueries, useApi } from "./api.tsx";
import { firstUse } from "./first-use.ts";
import { useConfig } from "./public-config.tsx";
import { useSession } from "./session.tsx";
import { touchedBy } from "./topics.ts";

/** `resting`: a guest's page that nobody has used yet. `offline`: this machine has no network at all. */
export type Connection = "resting" | "connecting" | "live" | "reconnecting" | "offline";

type Line = Socket<ServerWords, ClientWords>;

const Live = createContext<{
  connection: Connection;
  hold: (rooms: Room[]) => () => void;
} | null>(null);

const GATHER = 120;
const ASK_AGAIN = 2_000;

/** Gathers what a burst of events touched, and marks it old once. */
const createInvalidator = (api: ApiQueries, queryClient: QueryClient) => {
  const touched = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (event: BusEvent) => {
    for (const key of touchedBy(api, event)) touched.set(JSON.stringify(key), key);
    if (timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      for (const queryKey of touched.values()) void queryClient.invalidateQueries({ queryKey });
      touched.clear();
    }, GATHER);
  };
};

/** A new head moves the block on screen; one ahead of our clock (somebody advanced the local chain) asks for the time. */
const followHead = (api: ApiQueries, queryClient: QueryClient, head: { block: string; at: string; final: string }) => {
  const queryKey = api.chain.status.queryKey();
  const state = queryClient.getQueryState(queryKey);
  if (!state?.data) return;
  const chainNow = Date.parse(state.data.now) + Date.now() - state.dataUpdatedAt;
  if (Date.parse(head.at) > chainNow + 2_000) void queryClient.invalidateQueries({ queryKey });
  else
    queryClient.setQueryData(
      queryKey,
      { ...state.data, head: { block: head.block, at: head.at }, final: head.final },
      { updatedAt: state.dataUpdatedAt },
    );
};

/**
 * One socket for the page. What it hears makes the answers that are on screen fetch themselves again. Nobody waits for a
 * guest's move, so a guest's socket opens when the page is first used.
 * @param since Where the events were when the server began to fetch the page; without it all is fetched again.
 */
export const RealtimeProvider = ({ since, children }: { since: string | undefined; children: ReactNode }) => {
  const api = useApi();
  const { apiOrigin } = useConfig();
  const queryClient = useQueryClient();
  const { me } = useSession();
  const [connection, setConnection] = useState<Connection>(me ? "connecting" : "resting");
  const rooms = useRef(new Map<Room, number>([["public", 1]]));
  const line = useRef<Line | null>(null);
  const cursor = useRef(since);
  const account = me?.address ?? null;

  // The cookie is read when the socket opens, so another account means another socket.
  useEffect(() => {
    const over = new AbortController();
    let askAgain: ReturnType<typeof setTimeout> | undefined;
    const invalidate = createInvalidator(api, queryClient);

    const hear = (delivery: Delivery) => {
      const event = { topic: delivery.topic, payload: delivery.payload } as BusEvent;
      cursor.current = delivery.cursor;
      if (event.topic === "chain.head") followHead(api, queryClient, event.payload);
      else if (event.topic === "chain.rewound") void queryClient.invalidateQueries();
      else invalidate(event);
    };

    const join = (socket: Line, wanted: Room[]) => {
      const since = cursor.current;
      socket.emit("join", { rooms: wanted, ...(since ? { since } : {}) }, (answer) => {
        if (over.signal.aborted) return;
        if (answer.ok) {
          setConnection("live");
          // What changed between fetching a page and the first join was told to nobody here.
          if (answer.mustRefetch || since === undefined) {
            cursor.current = answer.cursor;
            void queryClient.invalidateQueries();
          }
          return;
        }
        // A room of somebody who is signed out by now: find that out, and hear at least what is everybody's.
        if (answer.code === "not-allowed") {
          void queryClient.invalidateQueries({ queryKey: api.session.me.key() });
          if (wanted.length > 1) join(socket, ["public"]);
        } else if (answer.code !== "bad-input") askAgain = setTimeout(() => join(socket, wanted), ASK_AGAIN);
      });
    };

    const open = async () => {
      if (!account) await firstUse(over.signal);
      setConnection((before) => (before === "resting" ? "connecting" : before));
      const { io } = await import("socket.io-client");
      if (over.signal.aborted) return;
      const socket: Line = io(apiOrigin, {
        transports: ["websocket"],
        withCredentials: true,
        reconnectionDelay: 500,
        reconnectionDelayMax: 5_000,
      });
      line.current = socket;
      socket.on("connect", () => join(socket, [...rooms.current.keys(), ...(account ? [`account:${account}` as const] : [])]));
      socket.on("event", hear);
      socket.on("session-ended", () => void queryClient.invalidateQueries({ queryKey: api.session.me.key() }));
      socket.on("connect_error", () => setConnection("reconnecting"));
      socket.on("disconnect", (reason) => {
        setConnection("reconnecting");
        // Socket.IO does not come back by itself after the server closed the line.
        if (reason === "io server disconnect" && !over.signal.aborted) socket.connect();
      });
    };
    void open();

    return () => {
      over.abort();
      clearTimeout(askAgain);
      line.current?.close();
      line.current = null;
    };
  }, [api, apiOrigin, queryClient, account]);

  useEffect(() => {
    const fall = () => setConnection("offline");
    const rise = () => setConnection(!line.current ? "resting" : line.current.connected ? "live" : "reconnecting");
    window.addEventListener("offline", fall);
    window.addEventListener("online", rise);
    return () => {
      window.removeEventListener("offline", fall);
      window.removeEventListener("online", rise);
    };
  }, []);

  const value = useMemo(
    () => ({
      connection,
      hold: (wanted: Room[]) => {
        const fresh = wanted.filter((room) => !rooms.current.has(room));
        for (const room of wanted) rooms.current.set(room, (rooms.current.get(room) ?? 0) + 1);
        // From where the page's rooms are live, so that what happened while the page was fetched is told too.
        if (fresh.length && line.current?.connected && cursor.current)
          line.current.emit("join", { rooms: fresh, since: cursor.current }, (answer) => {
            if (answer.ok && answer.mustRefetch) void queryClient.invalidateQueries();
          });
        return () => {
          const left = wanted.filter((room) => {
            const holders = (rooms.current.get(room) ?? 1) - 1;
            if (holders > 0) rooms.current.set(room, holders);
            else rooms.current.delete(room);
            return holders <= 0;
          });
          if (left.length && line.current?.connected) line.current.emit("leave", left);
        };
      },
    }),
    [connection, queryClient],
  );
  return <Live value={value}>{children}</Live>;
};

const useLive = () => {
  const live = use(Live);
  if (!live) throw new Error("The page's socket is used outside RealtimeProvider; the root layout provides it.");
  return live;
};

export const useConnection = (): Connection => useLive().connection;

/** Hears a room while the component is there. `public` and one's own account are heard always. */
export const useRoom = (room: Room | null): void => {
  const { hold } = useLive();
  const enter = useEffectEvent((wanted: Room) => hold([wanted]));
  useEffect(() => (room ? enter(room) : undefined), [room]);
};
