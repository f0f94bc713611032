import type { CourtEvent } from "../events.ts";
import type { Row } from "../models.ts";
import type { Store } from "../store.ts";
import { address, clampTime, instant, onCase, placeOf, pointOf, wei } from "./telling.ts";

type Event<Name extends CourtEvent["name"]> = Extract<CourtEvent, { name: Name }>;
type OnCase = Extract<CourtEvent, { args: { caseId: string } }>;

const NATIVE = `0x${"0".repeat(40)}`;
const reasons = ["Median", "Unanswered", "NoQuorum", "Settled"] as const;

/** What the court said, as seats, cases, panels, evidence and credits. `escrow` is the address of ours. */
export function projectCourt(event: CourtEvent, store: Store, escrow: string): void {
  switch (event.name) {
    case "SeatTaken":
      return takeSeat(event, store);
    case "SeatLeft":
      return leaveSeat(event, store);
    case "SeatLeaving":
      // Announced, not done: the seat still counts for cases that are open.
      return;
    case "StakeReturned":
      return changeCredit(store, event.chainId, event.args.arbiter, event.args.amount);
    case "Withdrawn": {
      const { account, amount } = event.args;
      changeCredit(store, event.chainId, account, -amount);
      const payload = { ...pointOf(event), account: address(account), amount: wei(amount) };
      return store.tell({ topic: "court.withdrawn", payload });
    }
    default:
      return projectCase(event, store, escrow);
  }
}

function projectCase(event: OnCase, store: Store, escrow: string): void {
  if (event.name === "Rewarded") changeCredit(store, event.chainId, event.args.account, event.args.amount);
  if (event.name === "Opened") return open(event, store, escrow);
  const known = store.get("case", event.args.caseId);
  const agreement = known && store.get("agreement", known.agreementId);
  // A case that another escrow than ours opened is in the log, and none of our business.
  if (!known || !agreement) return;
  const told = onCase(event, known, agreement);

  switch (event.name) {
    case "Answered": {
      const { by, evidenceBy, seedBlock } = event.args;
      store.put("case", { ...known, period: "Evidence", evidenceBy, seedBlock });
      return store.tell({ topic: "court.answered", payload: { ...told, by: address(by), evidenceBy: instant(evidenceBy) } });
    }
    case "Evidence": {
      const { by, uri, digest } = event.args;
      store.add("evidence", { ...placeOf(event), caseId: known.caseId, by, uri, digest, at: event.at });
      return store.tell({ topic: "court.evidence", payload: { ...told, by: address(by), digest } });
    }
    case "Appealed":
    case "RoundFailed": {
      const { evidenceBy, seedBlock } = event.args;
      const round = Number(event.args.round) + (event.name === "RoundFailed" ? 1 : 0);
      const ahead = { commitBy: null, revealBy: null, appealBy: null };
      return store.put("case", { ...known, ...ahead, period: "Evidence", round, evidenceBy, seedBlock });
    }
    case "Matched":
      return;
    case "RoundRuled": {
      const { developerBps, appealBy } = event.args;
      return store.put("case", { ...known, period: "Appeal", developerBps: Number(developerBps), appealBy });
    }
    case "Exposed":
      // Its seat's loss comes as an event of its own.
      return;
    case "Drawn":
      return draw(event, store, known, told);
    case "Committed": {
      const { seat, commitment } = event.args;
      changeMember(store, known, seat, (member) => ({ ...member, commitment }));
      return store.tell({ topic: "court.committed", payload: { ...told, seat: seat.toString() } });
    }
    case "RevealStarted": {
      const { revealBy } = event.args;
      store.put("case", { ...known, period: "Reveal", revealBy });
      const payload = { ...told, revealBy: instant(revealBy), arbiters: arbitersOf(store, known) };
      return store.tell({ topic: "court.reveal-started", payload });
    }
    case "Revealed": {
      const { seat, developerBps } = event.args;
      changeMember(store, known, seat, (member) => ({ ...member, vote: Number(developerBps) }));
      const payload = { ...told, seat: seat.toString(), developerBps: Number(developerBps) };
      return store.tell({ topic: "court.revealed", payload });
    }
    case "Slashed": {
      const { seat, amount } = event.args;
      const member = slash(store, known, seat, amount);
      const payload = { ...told, seat: seat.toString(), arbiter: address(member.arbiter), amount: wei(amount) };
      return store.tell({ topic: "court.slashed", payload });
    }
    case "Ruled":
      return rule(event, store, known, told);
    case "Rewarded": {
      const { account, amount } = event.args;
      const member = store
        .all("panelMember", (each) => each.caseId === known.caseId && each.arbiter === account && each.slashed === 0n)
        .at(-1);
      if (member) store.put("panelMember", { ...member, rewarded: member.rewarded + amount });
      return store.tell({ topic: "court.rewarded", payload: { ...told, account: address(account), amount: wei(amount) } });
    }
    default:
      event satisfies never;
  }
}

type Told = ReturnType<typeof onCase>;

function open(event: Event<"Opened">, store: Store, escrow: string): void {
  const { args } = event;
  const agreement = store.get("agreement", args.agreement);
  if (!agreement) return;
  const [claimant, respondent] = args.byDeveloper ? [args.developer, args.client] : [args.client, args.developer];

  const opened: Row<"case"> = {
    caseId: args.caseId,
    chainId: event.chainId,
    agreementId: args.agreement,
    index: Number(args.index),
    escrow,
    claimant,
    respondent,
    atStake: args.atStake,
    deposit: args.deposit,
    period: "Answer",
    round: 0,
    answerBy: clampTime(args.answerBy),
    evidenceBy: null,
    seedBlock: null,
    commitBy: null,
    revealBy: null,
    appealBy: null,
    developerBps: null,
    reason: null,
    openedAt: event.at,
    ruledAt: null,
    toDeveloper: null,
    toClient: null,
  };
  store.put("case", opened);
  store.tell({
    topic: "court.opened",
    payload: {
      ...onCase(event, opened, agreement),
      index: opened.index,
      claimant: address(claimant),
      respondent: address(respondent),
      answerBy: instant(args.answerBy),
    },
  });
}

/** Also a second time in one round, when silent arbiters are replaced: the others keep seat and commitment. */
function draw({ args, chainId }: Event<"Drawn">, store: Store, known: Row<"case">, told: Told): void {
  const round = Number(args.round);
  store.put("case", { ...known, period: "Commit", round, commitBy: args.commitBy });
  const arbiters = args.seats.map((seat) => store.get("seat", chainId, seat)?.arbiter ?? NATIVE);
  for (const [i, seat] of args.seats.entries()) {
    store.put("panelMember", {
      caseId: known.caseId,
      round,
      seat,
      chainId,
      arbiter: arbiters[i] ?? NATIVE,
      commitment: null,
      vote: null,
      slashed: 0n,
      rewarded: 0n,
    });
  }
  const payload = { ...told, round, arbiters: arbiters.map(address), commitBy: instant(args.commitBy) };
  store.tell({ topic: "court.drawn", payload });
}

function rule(event: Event<"Ruled">, store: Store, known: Row<"case">, told: Told): void {
  const developerBps = Number(event.args.developerBps);
  const reason = reasons[event.args.reason];
  if (!reason) throw new Error(`The court gave the unknown reason ${event.args.reason}.`);
  // Parties who settle, and the long-stop, pay out before the court hears of it.
  const period = known.period === "Executed" ? "Executed" : "Ruled";
  store.put("case", { ...known, period, developerBps, reason, ruledAt: event.at });
  store.tell({ topic: "court.ruled", payload: { ...told, developerBps, reason, arbiters: arbitersOf(store, known) } });
}

function takeSeat({ args, chainId, ...event }: Event<"SeatTaken">, store: Store): void {
  store.put("seat", { chainId, seat: args.seat, arbiter: args.arbiter, takenAt: event.at, leftAt: null });
  const payload = { ...pointOf({ ...event, chainId }), seat: args.seat.toString(), arbiter: address(args.arbiter) };
  store.tell({ topic: "court.seat-taken", payload });
}

function leaveSeat({ args, chainId, ...event }: Event<"SeatLeft">, store: Store): void {
  const seat = store.get("seat", chainId, args.seat);
  if (!seat) throw new Error(`The court speaks of seat ${args.seat}, which the mirror has not seen.`);
  store.put("seat", { ...seat, leftAt: event.at });
  const payload = { ...pointOf({ ...event, chainId }), seat: args.seat.toString(), arbiter: address(args.arbiter) };
  store.tell({ topic: "court.seat-left", payload });
}

const panelOf = (store: Store, { caseId, round }: Row<"case">): Row<"panelMember">[] =>
  store.all("panelMember", (member) => member.caseId === caseId && member.round === round);

const arbitersOf = (store: Store, known: Row<"case">) =>
  panelOf(store, known)
    .toSorted((a, b) => Number(a.seat - b.seat))
    .map(({ arbiter }) => address(arbiter));

/**
 * A slashed seat is lost, and one that is spoken for never changes hands: so it is the newest place of this seat that is
 * not lost yet. A vote far from the final ruling costs its seat only when its round is long over.
 */
function slash(store: Store, { caseId }: Row<"case">, seat: bigint, amount: bigint): Row<"panelMember"> {
  const [member] = store
    .all("panelMember", (each) => each.caseId === caseId && each.seat === seat && each.slashed === 0n)
    .toSorted((a, b) => b.round - a.round);
  if (!member) throw new Error(`The court slashed seat ${seat} in case ${caseId}, where the mirror sees nobody on it.`);
  const slashed = { ...member, slashed: amount };
  store.put("panelMember", slashed);
  return slashed;
}

/** A seat's part in the running round. */
function changeMember(
  store: Store,
  { caseId, round }: Row<"case">,
  seat: bigint,
  change: (member: Row<"panelMember">) => Row<"panelMember">,
): Row<"panelMember"> | undefined {
  const member = store.get("panelMember", caseId, round, seat);
  if (!member) throw new Error(`The court speaks of seat ${seat} in case ${caseId}, where the mirror saw nobody drawn.`);
  const changed = change(member);
  store.put("panelMember", changed);
  return changed;
}

function changeCredit(store: Store, chainId: number, account: string, change: bigint): void {
  const amount = (store.get("credit", chainId, "court", account, NATIVE)?.amount ?? 0n) + change;
  store.put("credit", { chainId, source: "court", account, token: NATIVE, amount });
}
