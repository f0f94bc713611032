import type { Deps } from "../../deps.ts";
import { anyone, member } from "../../lib/procedures.ts";
import { agreementService } from "./service.ts";
import { settlementService } from "./settlements.ts";

export const agreements = (deps: Deps) => {
  const { mine, get, sign, redraw } = agreementService(deps);
  return {
    mine: member.agreements.mine.handler(({ input, context }) => mine(input, context)),
    get: anyone.agreements.get.handler(({ input, context }) => get(input, context)),
    sign: member.agreements.sign.handler(({ input, context }) => sign(input, context)),
    redraw: member.agreements.redraw.handler(({ input, context }) => redraw(input, context)),
  };
};

export const settlements = (deps: Deps) => {
  const { list, offer } = settlementService(deps);
  return {
    list: member.settlements.list.handler(({ input, context }) => list(input, context)),
    offer: member.settlements.offer.handler(({ input, context }) => offer(input, context)),
  };
};

export { type AgreementRow, type Drawn, drawTerms, drawUp, SIGN_PERIOD } from "./draw.ts";
export { type Loaded, loadAgreements } from "./load.ts";
export { movementsOf } from "./history.ts";
export { mayRead, mustBeParty, noSuchAgreement, type Side, sideOf } from "./policy.ts";
export { termsOf } from "./terms.ts";
export { toTermsView } from "./view.ts";
