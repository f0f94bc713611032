/** The bus: every fact is one row, written in the fact's own transaction, heard by whoever follows. */
export { type Cursor, type EventOf, formatCursor, isBefore, type OutboxEvent, parseCursor } from "./bus/event.ts";
export { type Follow, follow } from "./bus/follow.ts";
export { notify, openBell, publish, publishMany, type Writer } from "./bus/publish.ts";
export { now, readSince, type Since } from "./bus/read.ts";
export { sweep } from "./bus/sweep.ts";
export { type Tail, tail } from "./bus/tail.ts";
