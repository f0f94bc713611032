/** The socket itself, whose code comes when a page opens it. */
import type { QueryClient } from "@tanstack/react-query";
import { io, type Socket } from "socket.io-client";
import type { BusEvent, ClientWords, Delivery, Room, ServerWords } from "#core/events.ts";
import type { ApiQueries } from "./api.tsx";
import type { Connection } from "./realtime.tsx";
import { touchedBy } from "./topics.ts";

export type Line = Socket<ServerWords, ClientWords>;

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

type Opening = {
  api: ApiQueries;
  apiOrigin: string;
  queryClient: QueryClient;
  account: string | null;
  /** How many parts of the page are in each room. */
  rooms: ReadonlyMap<Room, number>;
  /** Up to where the page has heard. */
  cursor: { current: string | undefined };
  /** Closes it. */
  signal: AbortSignal;
  setConnection: (next: Connection) => void;
};

/** Joins the page's rooms and marks what an event touches as old. */
export const openLine = ({ api, apiOrigin, queryClient, account, rooms, cursor, signal, setConnection }: Opening): Line => {
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
      if (signal.aborted) return;
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

  const socket: Line = io(apiOrigin, {
    transports: ["websocket"],
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  socket.on("connect", () => join(socket, [...rooms.keys(), ...(account ? [`account:${account}` as Room] : [])]));
  socket.on("event", hear);
  socket.on("session-ended", () => void queryClient.invalidateQueries({ queryKey: api.session.me.key() }));
  socket.on("connect_error", () => setConnection("reconnecting"));
  socket.on("disconnect", (reason) => {
    if (signal.aborted) return;
    setConnection("reconnecting");
    // Socket.IO does not come back by itself after the server closed the line.
    if (reason === "io server disconnect") socket.connect();
  });
  signal.addEventListener("abort", () => {
    clearTimeout(askAgain);
    socket.close();
  });
  return socket;
};
