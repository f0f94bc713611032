import type { NoteContent } from "#core/features/documents.ts";
import { Problem } from "#core/lib/problem.ts";
import type { Viewer } from "../../lib/request.ts";

/** Who may not read a document learns nothing from asking, not even that it is there. Reading follows the agreement. */
export const noSuchDocument = () => new Problem("not-found", "There is no such document, or it is not yours to read.");

/** Escrow takes a delivery from the developer, a request for changes from the client, evidence from both. */
const writers: Record<NoteContent["kind"], readonly ("client" | "developer")[]> = {
  delivery: ["developer"],
  "change-request": ["client"],
  evidence: ["client", "developer"],
};

type Parties = { client: string; developer: string };

export function mustBeAuthor<T extends Parties>(
  kind: NoteContent["kind"],
  agreement: T | undefined,
  viewer: Viewer,
): asserts agreement is T {
  const isParty = agreement?.client === viewer.address || agreement?.developer === viewer.address;
  if (!agreement || !isParty) throw new Problem("not-found", "There is no such agreement, or it is not yours.");
  if (!writers[kind].some((side) => agreement[side] === viewer.address)) {
    throw new Problem("not-allowed", kind === "delivery" ? "Only the developer delivers." : "Only the client asks for changes.");
  }
}
