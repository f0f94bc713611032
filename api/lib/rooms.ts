import { z } from "zod";
import type { Room } from "#core/events.ts";
import type { Viewer } from "./request.ts";

const roomForm = /^(public|(account|agreement|case|project|profile):[0-9a-z-]{1,80})$/;
const isRoom = (text: string): text is Room => roomForm.test(text);

export const RoomList = z.array(z.string().max(100).refine(isRoom)).min(1).max(100);
export const JoinWords = z.object({ rooms: RoomList, since: z.string().max(50).optional() });

/** What is told in an account's room is for that account; what is told in any other is public. */
export const mayEnter = (room: Room, viewer: Viewer | null): boolean =>
  !room.startsWith("account:") || (viewer !== null && room === `account:${viewer.address}`);
