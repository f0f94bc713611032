import type { Deps } from "../../deps.ts";
import { anyone, member } from "../../lib/procedures.ts";
import { chainService } from "./service.ts";

export const chain = (deps: Deps) => {
  const { status, position, transaction, advance } = chainService(deps);
  return {
    status: anyone.chain.status.handler(status),
    position: anyone.chain.position.handler(position),
    transaction: anyone.chain.transaction.handler(({ input }) => transaction(input)),
    advance: member.chain.advance.handler(({ input }) => advance(input)),
  };
};
