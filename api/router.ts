/** Every feature's routes, under the names of the contract. */
import type { Deps } from "./deps.ts";
import { chain } from "./modules/chain/index.ts";
import { profiles } from "./modules/profiles/index.ts";
import { projects } from "./modules/projects/index.ts";
import { session } from "./modules/session/index.ts";

export const createRouter = (deps: Deps) => ({
  session: session(deps),
  profiles: profiles(deps),
  projects: projects(deps),
  chain: chain(deps),
});
