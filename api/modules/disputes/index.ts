import type { Deps } from "../../deps.ts";
import { anyone } from "../../lib/procedures.ts";
import { disputeService } from "./service.ts";

export const disputes = (deps: Deps) => {
  const { list, get, seats } = disputeService(deps);
  return {
    list: anyone.disputes.list.handler(({ input, context }) => list(input, context)),
    get: anyone.disputes.get.handler(({ input, context }) => get(input, context)),
    seats: anyone.disputes.seats.handler(({ input }) => seats(input)),
  };
};
