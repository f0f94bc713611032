import type { Deps } from "../../deps.ts";
import { anyone } from "../../lib/procedures.ts";
import { reputationService } from "./service.ts";

export const reputation = (deps: Deps) => {
  const { standing, events } = reputationService(deps);
  return {
    standing: anyone.reputation.standing.handler(({ input }) => standing(input)),
    events: anyone.reputation.events.handler(({ input }) => events(input)),
  };
};
