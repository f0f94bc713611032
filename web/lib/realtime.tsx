"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Room } from "#core/events.ts";
import { useApi } from "./api.tsx";
import { firstUse } from "./first-use.ts";
import { useConfig } from "./public-config.tsx";
import type { Line } from "./realtime-line.ts";
import { useSession } from "./session.tsx";

/** `resting`: a guest's page that nobody has used yet. `offline`: this machine has no network at all. */
export type Connection = "resting" | "connecting" | "live" | "reconnecting" | "offline";

const Live = createContext<{
  connection: Connection;
  hold: (rooms: Room[]) => () => void;
} | null>(null);

const RETRY = 5_000;

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
    const { signal } = over;
    const open = async () => {
      if (!account) await firstUse(signal);
      setConnection((before) => (before === "resting" ? "connecting" : before));
      try {
        const { openLine } = await import("./realtime-line.ts");
        if (signal.aborted) return;
        line.current = openLine({ api, apiOrigin, queryClient, account, rooms: rooms.current, cursor, signal, setConnection });
      } catch {
        // The code itself did not come.
        setConnection("reconnecting");
        setTimeout(() => !signal.aborted && void open(), RETRY);
      }
    };
    void open();

    return () => {
      over.abort();
      line.current = null;
      setConnection((before) => (before === "live" ? "connecting" : before));
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
