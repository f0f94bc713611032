import type { Payload, Topic } from "#core/events.ts";

/** Where a reader of the outbox stands: everything up to and with this row is behind it. */
export type Cursor = { xid: bigint; seq: bigint };

/** The text form, "xid:seq", that a browser keeps. */
export const formatCursor = ({ xid, seq }: Cursor): string => `${xid}:${seq}`;

export function parseCursor(text: string): Cursor | undefined {
  const [, xid, seq] = /^([0-9]{1,19}):([0-9]{1,19})$/.exec(text) ?? [];
  if (xid === undefined || seq === undefined) return undefined;
  const cursor = { xid: BigInt(xid), seq: BigInt(seq) };
  return cursor.xid < 2n ** 63n && cursor.seq < 2n ** 63n ? cursor : undefined;
}

export const isBefore = (a: Cursor, b: Cursor): boolean => a.xid < b.xid || (a.xid === b.xid && a.seq < b.seq);
export const isSame = (a: Cursor, b: Cursor): boolean => a.xid === b.xid && a.seq === b.seq;

/** One row of the outbox. */
export type OutboxEvent = {
  [T in Topic]: {
    cursor: string;
    /** Names the fact, also when it is told again: a chain fact by (chainId, txHash, logIndex), any other by its row. */
    key: string;
    topic: T;
    payload: Payload<T>;
    requestId: string | null;
    at: Date;
  };
}[Topic];

export type EventOf<T extends Topic> = Extract<OutboxEvent, { topic: T }>;

export type Row = {
  xid: string;
  seq: string;
  topic: string;
  payload: Record<string, unknown> | null;
  request_id: string | null;
  at: Date;
};

export const cursorOf = (row: Pick<Row, "xid" | "seq">): Cursor => ({ xid: BigInt(row.xid), seq: BigInt(row.seq) });

/** Rows were written by `publish`, whose types are those of the payload schemas: this is the parser's one `as`. */
export function toEvent(row: Row): OutboxEvent {
  const payload = row.payload ?? {};
  const isFact = "txHash" in payload && "logIndex" in payload;
  return {
    cursor: formatCursor(cursorOf(row)),
    key: isFact ? `${payload["chainId"]}:${payload["txHash"]}:${payload["logIndex"]}` : `outbox:${row.seq}`,
    topic: row.topic,
    payload,
    requestId: row.request_id,
    at: row.at,
  } as OutboxEvent;
}
