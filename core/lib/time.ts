import { z } from "zod";

/** ISO-8601 in UTC on the wire. Chain time is unix seconds as bigint in code. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** The world's time is passed in, never read: a test, a seeded past and a moved local chain are one and the same world. */
export type Clock = { now: () => Promise<Date> };

export const wallClock: Clock = { now: async () => new Date() };

export const toSeconds = (at: Date): bigint => BigInt(Math.floor(at.getTime() / 1000));
export const fromSeconds = (seconds: bigint): Date => new Date(Number(seconds) * 1000);
