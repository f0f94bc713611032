import { agreements, settlements } from "./features/agreements.ts";
import { amendments } from "./features/amendments.ts";
import { chain } from "./features/chain.ts";
import { disputes } from "./features/disputes.ts";
import { documents } from "./features/documents.ts";
import { escrow } from "./features/escrow.ts";
import { notifications } from "./features/notifications.ts";
import { profiles } from "./features/profiles.ts";
import { projects } from "./features/projects.ts";
import { proposals } from "./features/proposals.ts";
import { reputation } from "./features/reputation.ts";
import { session } from "./features/session.ts";

/** The whole API: server, typed client and OpenAPI document come from this one object. */
export const contract = {
  session,
  profiles,
  projects,
  proposals,
  agreements,
  settlements,
  amendments,
  documents,
  escrow,
  disputes,
  reputation,
  notifications,
  chain,
};
export type Contract = typeof contract;
