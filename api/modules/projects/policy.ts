import { Problem } from "#core/lib/problem.ts";
import type { Viewer } from "../../lib/request.ts";

/** Project pages are public; only their client changes them. */
export function mustBeClient({ client }: { client: string }, viewer: Viewer): void {
  if (client !== viewer.address) throw new Problem("not-allowed", "Only its client changes a project.");
}
