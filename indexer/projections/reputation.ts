import type { ReputationEvent } from "../events.ts";
import type { Row } from "../models.ts";
import type { Store } from "../store.ts";
import { address, agreementId, caseId, placeOf, pointOf } from "./telling.ts";

/** What Reputation said, as standings and the "why" behind each. */
export function projectReputation(event: ReputationEvent, store: Store): void {
  switch (event.name) {
    case "ExperienceEarned": {
      const { account, agreement, gained, total } = event.args;
      change(store, event, account, { experience: total });
      note(store, event, account, "experience", { gained, total, agreementId: agreement });
      const payload = { ...on(event, account), agreement: agreementId(agreement), gained: `${gained}`, total: `${total}` };
      return store.tell({ topic: "reputation.experience-earned", payload });
    }
    case "Completed": {
      const { account, agreement, completed } = event.args;
      change(store, event, account, { completed: Number(completed) });
      note(store, event, account, "completed", { agreementId: agreement });
      return store.tell({ topic: "reputation.completed", payload: { ...on(event, account), agreement: agreementId(agreement) } });
    }
    case "Judged": {
      const { winner, loser } = event.args;
      change(store, event, winner, { won: standingOf(store, event, winner).won + 1 });
      change(store, event, loser, { lost: standingOf(store, event, loser).lost + 1 });
      for (const [account, won] of [
        [winner, true],
        [loser, false],
      ] as const) {
        note(store, event, account, won ? "won" : "lost", { caseId: event.args.caseId });
        store.tell({ topic: "reputation.judged", payload: { ...on(event, account), caseId: caseId(event.args.caseId), won } });
      }
      return;
    }
    case "Transfer":
      // The mint: the first thing that ever happened to an account. There is no other transfer.
      return change(store, event, event.args.to, {});
    case "Locked":
    case "RateSet":
    case "AuthorityUpdated":
      // In the log, on no page.
      return;
    default:
      event satisfies never;
  }
}

const on = (event: ReputationEvent, account: string) => ({ ...pointOf(event), account: address(account) });

const standingOf = (store: Store, { chainId, at }: ReputationEvent, account: string): Row<"standing"> =>
  store.get("standing", chainId, account) ?? {
    chainId,
    account,
    experience: 0n,
    completed: 0,
    won: 0,
    lost: 0,
    lastActivity: at,
  };

function change(store: Store, event: ReputationEvent, account: string, changes: Partial<Row<"standing">>): void {
  store.put("standing", { ...standingOf(store, event, account), ...changes, lastActivity: event.at });
}

type Why = Partial<Pick<Row<"reputationEvent">, "gained" | "total" | "agreementId" | "caseId">>;

function note(store: Store, event: ReputationEvent, account: string, kind: string, why: Why): void {
  store.add("reputationEvent", {
    ...placeOf(event),
    account,
    kind,
    gained: 0n,
    total: null,
    agreementId: null,
    caseId: null,
    at: event.at,
    ...why,
  });
}
