/** A case's rounds: each with its evidence, its panel, its votes and what came of it. */
import type { CourtEvent } from "../events.ts";
import type { Row } from "../models.ts";
import type { Store } from "../store.ts";
import { address, instant, type onCase, Unseen, wei } from "./telling.ts";

type Event<Name extends CourtEvent["name"]> = Extract<CourtEvent, { name: Name }>;
type Told = ReturnType<typeof onCase>;
type Round = Row<"caseRound">;

export type RoundEvent = Event<
  | "Answered"
  | "Drawn"
  | "Committed"
  | "Exposed"
  | "RevealStarted"
  | "Revealed"
  | "RoundRuled"
  | "RoundFailed"
  | "Appealed"
  | "Matched"
>;

export function projectRound(event: RoundEvent, store: Store, known: Row<"case">, told: Told): void {
  switch (event.name) {
    case "Answered": {
      const { by, evidenceBy } = event.args;
      begin(event, store, known, { round: 1 });
      return store.tell({ topic: "court.answered", payload: { ...told, by: address(by), evidenceBy: instant(evidenceBy) } });
    }
    case "Drawn":
      return draw(event, store, known, told);
    case "Committed": {
      const { seat, commitment } = event.args;
      changeMember(store, known, seat, (member) => ({ ...member, commitment }));
      return store.tell({ topic: "court.committed", payload: { ...told, seat: seat.toString() } });
    }
    case "Exposed": {
      const { seat, by, developerBps } = event.args;
      const { arbiter, round } = changeMember(store, known, seat, (member) => ({ ...member, exposedBy: by }));
      const payload = { ...told, round, seat: seat.toString(), arbiter: address(arbiter), by: address(by) };
      return store.tell({ topic: "court.exposed", payload: { ...payload, developerBps: Number(developerBps) } });
    }
    case "RevealStarted": {
      const { revealBy } = event.args;
      store.put("case", { ...known, period: "Reveal", revealBy });
      store.put("caseRound", { ...roundOf(store, known), revealBy });
      const voters = panelOf(store, known).filter(({ slashedFor, exposedBy }) => slashedFor === null && exposedBy === null);
      const payload = { ...told, revealBy: instant(revealBy), arbiters: voters.map(({ arbiter }) => address(arbiter)) };
      return store.tell({ topic: "court.reveal-started", payload });
    }
    case "Revealed": {
      const { seat, developerBps } = event.args;
      changeMember(store, known, seat, (member) => ({ ...member, vote: Number(developerBps) }));
      const payload = { ...told, seat: seat.toString(), developerBps: Number(developerBps) };
      return store.tell({ topic: "court.revealed", payload });
    }
    case "RoundRuled":
      return rule(event, store, known, told);
    case "RoundFailed": {
      const round = Number(event.args.round);
      store.put("caseRound", { ...roundOf(store, known, round), state: "Failed", ...endOf(event) });
      begin(event, store, known, { round: round + 1 });
      const payload = { ...told, round: round + 1, evidenceBy: instant(event.args.evidenceBy) };
      return store.tell({ topic: "court.round-failed", payload });
    }
    case "Appealed": {
      const { by, deposit, forDeveloper, evidenceBy } = event.args;
      const round = Number(event.args.round);
      begin(event, store, known, { round, price: deposit, appellant: sideOf(forDeveloper), ...payerOf(forDeveloper, by) });
      const payload = { ...told, round, forDeveloper, by: address(by), deposit: wei(deposit), evidenceBy: instant(evidenceBy) };
      return store.tell({ topic: "court.appealed", payload });
    }
    case "Matched": {
      const { by, deposit, forDeveloper } = event.args;
      const round = roundOf(store, known, Number(event.args.round));
      store.put("caseRound", { ...round, ...payerOf(forDeveloper, by) });
      const payload = { ...told, round: round.round, forDeveloper, by: address(by), deposit: wei(deposit) };
      return store.tell({ topic: "court.matched", payload });
    }
    default:
      event satisfies never;
  }
}

const FIRST_PANEL = 3;
/** Each panel has twice as many arbiters as the one before, and one more. */
const sizeOf = (round: number): number => (FIRST_PANEL + 1) * 2 ** (round - 1) - 1;
const sideOf = (isDeveloper: boolean): "client" | "developer" => (isDeveloper ? "developer" : "client");
const payerOf = (forDeveloper: boolean, by: string) => (forDeveloper ? { paidByDeveloper: by } : { paidByClient: by });
const endOf = ({ at, block }: RoundEvent) => ({ endedAt: at, endedBlock: block });

type Beginning = Pick<Round, "round"> & Partial<Pick<Round, "price" | "appellant" | "paidByClient" | "paidByDeveloper">>;

/** Its evidence period runs from now on. What was ruled before stands meanwhile. */
function begin(
  event: Event<"Answered" | "RoundFailed" | "Appealed">,
  store: Store,
  known: Row<"case">,
  { round, price = null, appellant = null, paidByClient = null, paidByDeveloper = null }: Beginning,
): void {
  const { evidenceBy, seedBlock } = event.args;
  const ahead = { commitBy: null, revealBy: null, appealBy: null };
  store.put("case", { ...known, ...ahead, period: "Evidence", round, evidenceBy, seedBlock });
  store.put("caseRound", {
    ...ahead,
    caseId: known.caseId,
    chainId: known.chainId,
    round,
    size: sizeOf(round),
    state: "Running",
    appellant,
    price,
    paidByClient,
    paidByDeveloper,
    evidenceBy,
    seedBlock,
    developerBps: null,
    beganAt: event.at,
    endedAt: null,
    endedBlock: null,
  });
}

/** Also a second time in one round, when silent arbiters are replaced: the others keep seat and commitment. */
function draw({ args, chainId }: Event<"Drawn">, store: Store, known: Row<"case">, told: Told): void {
  const round = Number(args.round);
  const { commitBy } = args;
  store.put("case", { ...known, period: "Commit", round, commitBy });
  store.put("caseRound", { ...roundOf(store, known, round), commitBy });
  const arbiters = args.seats.map((seat) => holderOf(store, chainId, seat));
  for (const [place, seat] of args.seats.entries()) {
    store.put("panelMember", {
      caseId: known.caseId,
      round,
      seat,
      chainId,
      arbiter: arbiters[place] ?? "",
      commitment: null,
      vote: null,
      slashed: 0n,
      slashedFor: null,
      exposedBy: null,
      rewarded: 0n,
    });
  }
  const payload = { ...told, round, arbiters: arbiters.map(address), commitBy: instant(commitBy) };
  store.tell({ topic: "court.drawn", payload });
}

function rule(event: Event<"RoundRuled">, store: Store, known: Row<"case">, told: Told): void {
  const { appealBy } = event.args;
  const round = Number(event.args.round);
  const developerBps = Number(event.args.developerBps);
  store.put("case", { ...known, period: "Appeal", appealBy, developerBps });
  store.put("caseRound", { ...roundOf(store, known, round), state: "Ruled", developerBps, appealBy, ...endOf(event) });
  const arbiters = panelOf(store, known).map(({ arbiter }) => address(arbiter));
  store.tell({ topic: "court.round-ruled", payload: { ...told, round, developerBps, appealBy: instant(appealBy), arbiters } });
}

function holderOf(store: Store, chainId: number, seat: bigint): string {
  const held = store.get("seat", chainId, seat);
  if (!held || held.leftAt !== null) throw new Unseen(`The court drew seat ${seat}, where the mirror sees nobody.`);
  return held.arbiter;
}

function roundOf(store: Store, { caseId, round: running }: Row<"case">, round = running): Round {
  const found = store.get("caseRound", caseId, round);
  if (!found) throw new Unseen(`The court speaks of round ${round} of case ${caseId}, which the mirror did not see begin.`);
  return found;
}

type Place = { caseId: string; round: number };

export const panelOf = (store: Store, { caseId, round }: Place): Row<"panelMember">[] =>
  store.all("panelMember", (member) => member.caseId === caseId && member.round === round);

/** A seat's part in a round. */
export function changeMember(
  store: Store,
  { caseId, round }: Place,
  seat: bigint,
  change: (member: Row<"panelMember">) => Row<"panelMember">,
): Row<"panelMember"> {
  const member = store.get("panelMember", caseId, round, seat);
  if (!member) throw new Unseen(`The court speaks of seat ${seat} in case ${caseId}, where the mirror saw nobody drawn.`);
  const changed = change(member);
  store.put("panelMember", changed);
  return changed;
}
