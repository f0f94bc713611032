import type { Deps } from "../../deps.ts";
import { member } from "../../lib/procedures.ts";
import { amendmentService } from "./service.ts";

export const amendments = (deps: Deps) => {
  const { list, get, propose, sign, decline, withdraw } = amendmentService(deps);
  return {
    list: member.amendments.list.handler(({ input, context }) => list(input, context)),
    get: member.amendments.get.handler(({ input, context }) => get(input, context)),
    propose: member.amendments.propose.handler(({ input, context }) => propose(input, context)),
    sign: member.amendments.sign.handler(({ input, context }) => sign(input, context)),
    decline: member.amendments.decline.handler(({ input, context }) => decline(input, context)),
    withdraw: member.amendments.withdraw.handler(({ input, context }) => withdraw(input, context)),
  };
};
