import type { Deps } from "../../deps.ts";
import { member } from "../../lib/procedures.ts";
import { proposalService } from "./service.ts";

export const proposals = (deps: Deps) => {
  const { forProject, mine, submit, withdraw, decline, accept } = proposalService(deps);
  return {
    forProject: member.proposals.forProject.handler(({ input, context }) => forProject(input, context)),
    mine: member.proposals.mine.handler(({ input, context }) => mine(input, context)),
    submit: member.proposals.submit.handler(({ input, context }) => submit(input, context)),
    withdraw: member.proposals.withdraw.handler(({ input, context }) => withdraw(input, context)),
    decline: member.proposals.decline.handler(({ input, context }) => decline(input, context)),
    accept: member.proposals.accept.handler(({ input, context }) => accept(input, context)),
  };
};
