import type { Deps } from "../../deps.ts";
import { anyone, member } from "../../lib/procedures.ts";
import { escrowService } from "./service.ts";

export const escrow = (deps: Deps) => {
  const { credits, figures } = escrowService(deps);
  return {
    credits: member.escrow.credits.handler(({ context }) => credits(context)),
    figures: anyone.escrow.figures.handler(figures),
  };
};
