/** Every feature's routes, under the names of the contract. A route that is missing here does not compile. */
import type { Router } from "@orpc/server";
import type { Contract } from "#core/api.ts";
import type { Deps } from "./deps.ts";
import type { HandlerContext } from "./lib/procedures.ts";
import { agreements, settlements } from "./modules/agreements/index.ts";
import { amendments } from "./modules/amendments/index.ts";
import { chain } from "./modules/chain/index.ts";
import { disputes } from "./modules/disputes/index.ts";
import { documents } from "./modules/documents/index.ts";
import { escrow } from "./modules/escrow/index.ts";
import { notifications } from "./modules/notifications/index.ts";
import { profiles } from "./modules/profiles/index.ts";
import { projects } from "./modules/projects/index.ts";
import { proposals } from "./modules/proposals/index.ts";
import { reputation } from "./modules/reputation/index.ts";
import { session } from "./modules/session/index.ts";

export const createRouter = (deps: Deps) =>
  ({
    session: session(deps),
    profiles: profiles(deps),
    projects: projects(deps),
    proposals: proposals(deps),
    agreements: agreements(deps),
    settlements: settlements(deps),
    amendments: amendments(deps),
    documents: documents(deps),
    escrow: escrow(deps),
    disputes: disputes(deps),
    reputation: reputation(deps),
    notifications: notifications(deps),
    chain: chain(deps),
  }) satisfies Router<Contract, HandlerContext>;
