import { z } from "zod";

// From the proxy to the root layout, never from outside.
export const PATH_HEADER = "x-guildhall-path";
export const SINCE_HEADER = "x-guildhall-since";

const FRESH = 1_000;
const PATIENCE = 500;
const Position = z.object({ cursor: z.string() });

let known: { cursor: string; at: number } | undefined;

/** Where the API's events were at most a second ago; nothing when it does not say, and then a page fetches all once more. */
export const position = async (apiUrl: string): Promise<string | undefined> => {
  const at = Date.now();
  if (known && at - known.at < FRESH) return known.cursor;
  try {
    const answer = await fetch(`${apiUrl}/v1/chain/position`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    known = { ...Position.parse(await answer.json()), at };
    return known.cursor;
  } catch {
    return undefined;
  }
};
