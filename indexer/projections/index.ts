import type { Addresses, ChainEvent } from "../events.ts";
import type { Store } from "../store.ts";
import { projectCourt } from "./court.ts";
import { projectEscrow } from "./escrow.ts";
import { projectReputation } from "./reputation.ts";

export { type Needs, needsOf } from "./needs.ts";

/** One event's effect on the read models, and what the bus is told of it. Pure: all it knows is in the store. */
export function project(event: ChainEvent, store: Store, addresses: Addresses): void {
  if (event.contract === "escrow") projectEscrow(event, store, addresses.escrow);
  else if (event.contract === "court") projectCourt(event, store);
  else projectReputation(event, store);
}
