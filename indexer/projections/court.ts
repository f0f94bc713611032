import type { CourtEvent } from "../events.ts";
import type { Row } from "../models.ts";
import type { Store } from "../store.ts";
import { changeMember, panelOf, projectRound, type RoundEvent } from "./rounds.ts";
import { address, clampTime, instant, onCase, placeOf, pointOf, Unseen, wei } from "./telling.ts";

type Event<Name extends CourtEvent["name"]> = Extract<CourtEvent, { name: Name }>;
type OnCase = Extract<CourtEvent, { args: { caseId: string } }>;
type Told = ReturnType<typeof onCase>;

const NATIVE = `0x${"0".repeat(40)}`;
const reasons = ["Median", "Unanswered", "NoQuorum", "Settled"] as const;

/** What the court said, as seats, cases, rounds, panels, evidence and credits. */
export function projectCourt(event: CourtEvent, store: Store): void {
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
      return projectCase(event, store);
  }
}

function projectCase(event: OnCase, store: Store): void {
  if (event.name === "Rewarded") changeCredit(store, event.chainId, event.args.account, event.args.amount);
  if (event.name === "Opened") return open(event, store);
  const known = store.get("case", event.args.caseId);
  const agreement = known && store.get("agreement", known.agreementId);
  if (!known || !agreement) throw new Unseen(`The court speaks of the case ${event.args.caseId}, whose opening was not seen.`);
  const told = onCase(event, known, agreement);

  switch (event.name) {
    case "Evidence": {
      const { by, uri, digest } = event.args;
      store.add("evidence", { ...placeOf(event), caseId: known.caseId, by, uri, digest, at: event.at });
      return store.tell({ topic: "court.evidence", payload: { ...told, by: address(by), digest } });
    }
    case "Slashed": {
      const { seat, amount } = event.args;
      const member = slash(store, known, seat, amount);
      const payload = { ...told, seat: seat.toString(), arbiter: address(member.arbiter), amount: wei(amount) };
      return store.tell({ topic: "court.slashed", payload });
    }
    case "Ruled":
      return rule(event, store, known, told);
    case "Rewarded":
      return reward(event, store, { known, agreement, told });
    default:
      return projectRound(event satisfies RoundEvent, store, known, told);
  }
}

function open(event: Event<"Opened">, store: Store): void {
  const { args } = event;
  const agreement = store.get("agreement", args.agreement);
  if (!agreement)
    throw new Unseen(`The court opened a case about the agreement ${args.agreement}, which the mirror has not seen.`);
  const [claimant, respondent] = args.byDeveloper ? [args.developer, args.client] : [args.client, args.developer];

  const opened: Row<"case"> = {
    caseId: args.caseId,
    chainId: event.chainId,
    agreementId: args.agreement,
    index: Number(args.index),
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
    clientBack: null,
    developerBack: null,
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

/**
 * A slashed seat is lost, and a seat that is spoken for never changes hands: so it is the newest place of this seat that
 * is not lost yet, in whichever round. A vote far from the final ruling costs its seat only when rewards are paid.
 */
function slash(store: Store, { caseId }: Row<"case">, seat: bigint, amount: bigint): Row<"panelMember"> {
  const place = store
    .all("panelMember", (member) => member.caseId === caseId && member.seat === seat && member.slashedFor === null)
    .at(-1);
  if (!place) throw new Unseen(`The court slashed seat ${seat} in case ${caseId}, where the mirror sees nobody on it.`);
  return changeMember(store, place, seat, (member) => ({ ...member, slashed: amount, slashedFor: whySlashed(member) }));
}

function whySlashed({ vote, exposedBy, commitment }: Row<"panelMember">): string {
  if (vote !== null) return "incoherent";
  if (exposedBy !== null) return "exposed";
  return commitment === null ? "silent" : "unrevealed";
}

function rule(event: Event<"Ruled">, store: Store, known: Row<"case">, told: Told): void {
  const developerBps = Number(event.args.developerBps);
  const reason = reasons[event.args.reason];
  if (!reason) throw new Error(`The court gave the unknown reason ${event.args.reason}.`);
  closeRound(event, store, known, reason === "Median");
  // A ruling that nobody appealed became final by the clock, and is only told when somebody touches the case.
  const isByClock = known.appealBy !== null && reason === "Median" && event.at > known.appealBy;
  const ruledAt = known.ruledAt ?? (isByClock ? known.appealBy : event.at);
  // Parties who settle, and the long-stop, pay out before the court hears of it.
  const period = known.period === "Executed" ? "Executed" : "Ruled";
  store.put("case", { ...known, period, developerBps, reason, ruledAt });
  const arbiters = arbitersOf(store, known);
  store.tell({ topic: "court.ruled", payload: { ...told, developerBps, reason, arbiters } });
}

/** The third round's ruling comes without an appeal period; any other round that still runs now ends without one. */
function closeRound(event: Event<"Ruled">, store: Store, { caseId, round }: Row<"case">, isMedian: boolean): void {
  const running = store.get("caseRound", caseId, round);
  if (running?.state !== "Running") return;
  const votes = panelOf(store, running).filter(({ vote }) => vote !== null).length;
  const hasQuorum = 2 * votes > running.size;
  // Never drawn, or the parties settled: nobody failed.
  const isClosed = running.commitBy === null || reasons[event.args.reason] === "Settled";
  store.put("caseRound", {
    ...running,
    state: isClosed ? "Closed" : hasQuorum && isMedian ? "Ruled" : "Failed",
    developerBps: !isClosed && hasQuorum && isMedian ? Number(event.args.developerBps) : null,
    endedAt: event.at,
    endedBlock: event.block,
  });
}

type Rewarding = { known: Row<"case">; agreement: Row<"agreement">; told: Told };

function reward({ args: { account, amount } }: Event<"Rewarded">, store: Store, { known, agreement, told }: Rewarding): void {
  // Before the ruling it is somebody's bounty: for the draw, or for showing a vote.
  if (known.ruledAt !== null) {
    const member = store
      .all("panelMember", (each) => each.caseId === known.caseId && each.arbiter === account && each.slashedFor === null)
      .at(-1);
    if (member) store.put("panelMember", { ...member, rewarded: member.rewarded + amount });
    if (account === agreement.client) store.put("case", { ...known, clientBack: (known.clientBack ?? 0n) + amount });
    if (account === agreement.developer) store.put("case", { ...known, developerBack: (known.developerBack ?? 0n) + amount });
  }
  store.tell({ topic: "court.rewarded", payload: { ...told, account: address(account), amount: wei(amount) } });
}

/** Everybody who sat in this case, in any round. */
const arbitersOf = (store: Store, { caseId }: Row<"case">) => [
  ...new Set(store.all("panelMember", (member) => member.caseId === caseId).map(({ arbiter }) => address(arbiter))),
];

function takeSeat({ args, chainId, ...event }: Event<"SeatTaken">, store: Store): void {
  store.put("seat", { chainId, seat: args.seat, arbiter: args.arbiter, takenAt: event.at, leftAt: null });
  const payload = { ...pointOf({ ...event, chainId }), seat: args.seat.toString(), arbiter: address(args.arbiter) };
  store.tell({ topic: "court.seat-taken", payload });
}

function leaveSeat({ args, chainId, ...event }: Event<"SeatLeft">, store: Store): void {
  const seat = store.get("seat", chainId, args.seat);
  if (!seat) throw new Unseen(`The court speaks of seat ${args.seat}, which the mirror has not seen.`);
  store.put("seat", { ...seat, leftAt: event.at });
  const payload = { ...pointOf({ ...event, chainId }), seat: args.seat.toString(), arbiter: address(args.arbiter) };
  store.tell({ topic: "court.seat-left", payload });
}

function changeCredit(store: Store, chainId: number, account: string, change: bigint): void {
  const amount = (store.get("credit", chainId, "court", account, NATIVE)?.amount ?? 0n) + change;
  store.put("credit", { chainId, source: "court", account, token: NATIVE, amount });
}
