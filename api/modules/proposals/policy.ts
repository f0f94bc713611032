import { Problem } from "#core/lib/problem.ts";
import type { Viewer } from "../../lib/request.ts";

type Proposal = { developer: string; project: { client: string } };
export type Act = "read" | "withdraw" | "decline" | "accept";

/** A proposal is between two people: its developer, and the client it is for. Everybody else is told that there is none. */
export function mustBeAllowed(act: Act, proposal: Proposal | null, viewer: Viewer): asserts proposal is Proposal {
  const isDeveloper = proposal?.developer === viewer.address;
  const isClient = proposal?.project.client === viewer.address;
  if (!isDeveloper && !isClient) throw new Problem("not-found", "There is no such proposal, or it is not yours to read.");
  if (act === "withdraw" && !isDeveloper)
    throw new Problem("not-allowed", "Only its author withdraws a proposal; you can decline it.");
  if ((act === "accept" || act === "decline") && !isClient) {
    throw new Problem("not-allowed", "Only the project's client answers a proposal; you can withdraw it.");
  }
}

/** All for the project's client, one's own for anybody else. */
export const visibleTo = (project: { client: string }, viewer: Viewer) =>
  project.client === viewer.address ? {} : { developer: viewer.address };
