import type { ChainEvent } from "../events.ts";

/** Which rows a batch of events will ask for, so that they are loaded with one query a table. */
export type Needs = { agreements: Set<string>; cases: Set<string>; accounts: Set<string>; seats: Set<bigint> };

export function needsOf(events: readonly ChainEvent[]): Needs {
  const needs: Needs = { agreements: new Set(), cases: new Set(), accounts: new Set(), seats: new Set() };
  const begun = { agreements: new Set<string>(), cases: new Set<string>() };
  for (const { args, name } of events) {
    if (name === "Created") begun.agreements.add(args.id);
    if (name === "Opened") begun.cases.add(args.caseId);
    if ("id" in args) needs.agreements.add(args.id);
    if ("agreement" in args) needs.agreements.add(args.agreement);
    if ("caseId" in args) needs.cases.add(args.caseId);
    if ("account" in args) needs.accounts.add(args.account);
    if ("seat" in args) needs.seats.add(args.seat);
    // Who holds a drawn seat is not said again.
    if (name === "Drawn") for (const seat of args.seats) needs.seats.add(seat);
    if (name === "StakeReturned") needs.accounts.add(args.arbiter);
    if (name === "Judged") needs.accounts.add(args.winner).add(args.loser);
    if (name === "Transfer") needs.accounts.add(args.to);
  }
  // Each is begun once: there is nothing to load of it yet, whatever else the batch says of it.
  for (const id of begun.agreements) needs.agreements.delete(id);
  for (const id of begun.cases) needs.cases.delete(id);
  return needs;
}
