import type { EscrowEvent } from "../events.ts";
import type { Row } from "../models.ts";
import type { Store } from "../store.ts";
import { unpackConfig } from "#core/chain/config.ts";
import { Digest } from "#core/lib/ids.ts";
import { address, agreementId, caseId, clampTime, onAgreement, placeOf, pointOf, Unseen, wei, wholeHour } from "./telling.ts";

type Event<Name extends EscrowEvent["name"]> = Extract<EscrowEvent, { name: Name }>;
type Milestone = Row<"milestone">;

/** What Escrow said, as agreements, milestones, movements and credits. `escrow` is its address. */
export function projectEscrow(event: EscrowEvent, store: Store, escrow: string): void {
  switch (event.name) {
    case "Created":
      return create(event, store, escrow);
    case "Funded":
      return fund(event, store);
    case "Accepted": {
      const agreement = agreementOf(store, event.args.id);
      store.put("agreement", { ...agreement, accepted: true });
      move(store, event, agreement, "accepted");
      return store.tell({ topic: "escrow.accepted", payload: onAgreement(event, agreement) });
    }
    case "Cancelled":
      return cancel(event, store);
    case "Amended":
      return amend(event, store);
    case "Submitted": {
      const { agreement, milestone } = laneOf(store, event.args);
      const { digest, index, reviewBy } = event.args;
      const clock = reviewBy - agreement.reviewPeriod;
      store.put("milestone", { ...milestone, state: "Submitted", clock, delivery: digest });
      move(store, event, agreement, "submitted", { index });
      const payload = { ...onAgreement(event, agreement), index: Number(index), digest };
      return store.tell({ topic: "escrow.submitted", payload });
    }
    case "ChangesRequested": {
      const { agreement, milestone } = laneOf(store, event.args);
      const { digest, index } = event.args;
      store.put("milestone", {
        ...milestone,
        state: "Funded",
        clock: wholeHour(event.at),
        changesRequested: milestone.changesRequested + 1,
        changeRequest: digest,
      });
      move(store, event, agreement, "changes-requested", { index });
      const payload = { ...onAgreement(event, agreement), index: Number(index), digest };
      return store.tell({ topic: "escrow.changes-requested", payload });
    }
    case "Released":
      return release(event, store);
    case "Refunded": {
      const { agreement, milestone } = laneOf(store, event.args);
      const { amount, index } = event.args;
      store.put("milestone", paid(milestone, "Refunded", { toClient: amount }));
      move(store, event, agreement, "refunded", { index, amount });
      const payload = { ...onAgreement(event, agreement), index: Number(index), amount: wei(amount) };
      return store.tell({ topic: "escrow.refunded", payload });
    }
    case "Settled": {
      const agreement = split(event, store, "Settled");
      return store.tell({ topic: "escrow.settled", payload: { ...onAgreement(event, agreement), ...shares(event) } });
    }
    case "Disputed": {
      const { agreement, milestone } = laneOf(store, event.args);
      const { index, by } = event.args;
      store.put("milestone", { ...milestone, state: "Disputed", clock: wholeHour(event.at), caseId: event.args.caseId });
      move(store, event, agreement, "disputed", { index, amount: milestone.locked });
      const payload = {
        ...onAgreement(event, agreement),
        index: Number(index),
        caseId: caseId(event.args.caseId),
        by: address(by),
      };
      return store.tell({ topic: "escrow.disputed", payload });
    }
    case "Advanced": {
      const { agreement, milestone } = laneOf(store, event.args);
      const { amount, index } = event.args;
      store.put("milestone", {
        ...milestone,
        locked: milestone.locked - amount,
        toDeveloper: milestone.toDeveloper + amount,
      });
      move(store, event, agreement, "advanced", { index, amount });
      const payload = {
        ...onAgreement(event, agreement),
        index: Number(index),
        caseId: caseId(event.args.caseId),
        amount: wei(amount),
      };
      return store.tell({ topic: "escrow.advanced", payload });
    }
    case "Executed": {
      const agreement = split(event, store, "Ruled");
      return store.tell({ topic: "escrow.executed", payload: { ...onAgreement(event, agreement), ...shares(event) } });
    }
    case "Credited":
      changeCredit(store, event, event.args.amount);
      return store.tell({ topic: "escrow.credited", payload: creditPayload(event) });
    case "Withdrawn":
      changeCredit(store, event, -event.args.amount);
      return store.tell({ topic: "escrow.withdrawn", payload: creditPayload(event) });
    case "FeesCollected":
    case "TreasurySet":
    case "FeeSet":
    case "Paused":
    case "Unpaused":
    case "AuthorityUpdated":
      // The treasury's affair and governance's: in the log, on no page.
      return;
    default:
      event satisfies never;
  }
}

function create(event: Event<"Created">, store: Store, escrow: string): void {
  const { args, chainId, at, block, txHash } = event;
  const { feeBps, reviewPeriod } = unpackConfig(args.config);
  const agreement: Row<"agreement"> = {
    id: args.id,
    chainId,
    escrow,
    client: args.client,
    developer: args.developer,
    token: args.token,
    court: args.court,
    config: args.config,
    feeBps,
    reviewPeriod: BigInt(reviewPeriod),
    previous: args.previous,
    brief: args.brief,
    next: null,
    funded: Number(args.funded),
    accepted: args.accepted,
    cancelled: false,
    createdAt: at,
    createdBlock: block,
    txHash,
  };
  store.put("agreement", agreement);

  let locked = 0n;
  for (const [index, { amount, due }] of args.milestones.entries()) {
    const isFunded = index < agreement.funded;
    if (isFunded) locked += amount;
    store.put("milestone", {
      agreementId: args.id,
      index,
      chainId,
      amount,
      due: clampTime(BigInt(due)),
      state: isFunded ? "Funded" : "Unfunded",
      clock: null,
      changesRequested: 0,
      locked: isFunded ? amount : 0n,
      toDeveloper: 0n,
      toClient: 0n,
      fee: 0n,
      toNext: 0n,
      caseId: null,
      delivery: null,
      changeRequest: null,
    });
  }
  move(store, event, agreement, "created", { amount: locked });
  const { funded, accepted } = agreement;
  const previous = Digest.parse(args.previous);
  const payload = { ...onAgreement(event, agreement), funded, accepted, previous };
  store.tell({ topic: "escrow.created", payload });
}

function fund(event: Event<"Funded">, store: Store): void {
  const agreement = agreementOf(store, event.args.id);
  const funded = Number(event.args.funded);
  store.put("agreement", { ...agreement, funded });

  let locked = 0n;
  for (let index = agreement.funded; index < funded; index++) {
    const milestone = milestoneOf(store, agreement.id, index);
    store.put("milestone", { ...milestone, state: "Funded", locked: milestone.amount });
    locked += milestone.amount;
  }
  move(store, event, agreement, "funded", { amount: locked });
  store.tell({ topic: "escrow.funded", payload: { ...onAgreement(event, agreement), funded } });
}

function cancel(event: Event<"Cancelled">, store: Store): void {
  const agreement = agreementOf(store, event.args.id);
  store.put("agreement", { ...agreement, cancelled: true });

  let returned = 0n;
  for (let index = 0; index < agreement.funded; index++) {
    const milestone = milestoneOf(store, agreement.id, index);
    if (milestone.state !== "Funded") continue;
    store.put("milestone", paid(milestone, "Refunded", { toClient: milestone.locked }));
    returned += milestone.locked;
  }
  move(store, event, agreement, "cancelled", { amount: returned });
  store.tell({ topic: "escrow.cancelled", payload: onAgreement(event, agreement) });
}

/** What is held and not disputed leaves for the new agreement, whose creation is told next. The sum must be the contract's. */
function amend(event: Event<"Amended">, store: Store): void {
  const agreement = agreementOf(store, event.args.id);
  const { next, moved, added, returned } = event.args;
  store.put("agreement", { ...agreement, next });

  let left = 0n;
  for (let index = 0; index < agreement.funded; index++) {
    const milestone = milestoneOf(store, agreement.id, index);
    if (milestone.state !== "Funded" && milestone.state !== "Submitted") continue;
    store.put("milestone", { ...milestone, state: "Amended", clock: null, locked: 0n, toNext: milestone.locked });
    left += milestone.locked;
  }
  if (left !== moved) throw new Error(`${moved} moved out of ${agreement.id}, where the mirror has ${left} to move.`);
  move(store, event, agreement, "amended", { amount: moved });
  const payload = {
    ...onAgreement(event, agreement),
    next: agreementId(next),
    moved: wei(moved),
    added: wei(added),
    returned: wei(returned),
  };
  store.tell({ topic: "escrow.amended", payload });
}

function release(event: Event<"Released">, store: Store): void {
  const { agreement, milestone } = laneOf(store, event.args);
  const { amount, fee, index } = event.args;
  const remaining = milestone.locked - amount;
  const state = remaining === 0n ? "Released" : milestone.state;
  store.put("milestone", paid(milestone, state, { toDeveloper: amount - fee, fee }));
  move(store, event, agreement, "released", { index, amount, fee });
  store.tell({
    topic: "escrow.released",
    payload: {
      ...onAgreement(event, agreement),
      index: Number(index),
      amount: wei(amount),
      fee: wei(fee),
      remaining: wei(remaining),
    },
  });
}

/** A split closes the milestone, and its case too once nothing is left to decide in it: several milestones may share one. */
function split(event: Event<"Settled"> | Event<"Executed">, store: Store, state: "Settled" | "Ruled"): Row<"agreement"> {
  const { agreement, milestone } = laneOf(store, event.args);
  const { toDeveloper, toClient, fee, index } = event.args;
  store.put("milestone", paid(milestone, state, { toDeveloper, toClient, fee }));
  const open = milestone.caseId === null ? undefined : store.get("case", milestone.caseId);
  if (open) {
    // A ruling that became final by the clock is carried out before the court says so.
    const isByClock = state === "Ruled" && open.period === "Appeal";
    store.put("case", {
      ...open,
      ...(isByClock ? { reason: "Median", ruledAt: open.appealBy } : {}),
      period: isDisputed(store, agreement, open.caseId) ? (isByClock ? "Ruled" : open.period) : "Executed",
      toDeveloper: (open.toDeveloper ?? 0n) + toDeveloper,
      toClient: (open.toClient ?? 0n) + toClient,
    });
  }
  const kind = state === "Settled" ? "settled" : "executed";
  move(store, event, agreement, kind, { index, amount: toDeveloper + toClient + fee, fee });
  return agreement;
}

/** A case that covers several milestones is over when none of them is disputed any more. */
function isDisputed(store: Store, { id, funded }: Row<"agreement">, caseId: string): boolean {
  return Array.from({ length: funded }, (_, index) => milestoneOf(store, id, index)).some(
    (milestone) => milestone.state === "Disputed" && milestone.caseId === caseId,
  );
}

type Payment = { toDeveloper?: bigint; toClient?: bigint; fee?: bigint };

/** The law of every lane: what leaves it goes to somebody, and it never holds less than nothing. */
function paid(milestone: Milestone, state: string, { toDeveloper = 0n, toClient = 0n, fee = 0n }: Payment): Milestone {
  const locked = milestone.locked - toDeveloper - toClient - fee;
  if (locked < 0n) throw new Error(`Milestone ${milestone.index} of ${milestone.agreementId} paid out more than it held.`);
  const isClosed = state !== "Funded" && state !== "Submitted";
  return {
    ...milestone,
    state,
    clock: isClosed ? null : milestone.clock,
    locked,
    toDeveloper: milestone.toDeveloper + toDeveloper,
    toClient: milestone.toClient + toClient,
    fee: milestone.fee + fee,
  };
}

const shares = ({ args }: Event<"Settled"> | Event<"Executed">) => ({
  index: Number(args.index),
  toDeveloper: wei(args.toDeveloper),
  toClient: wei(args.toClient),
  fee: wei(args.fee),
});

type Credit = Event<"Credited"> | Event<"Withdrawn">;

const creditPayload = (event: Credit) => ({
  ...pointOf(event),
  account: address(event.args.account),
  token: address(event.args.token),
  amount: wei(event.args.amount),
});

function changeCredit(store: Store, { chainId, args: { account, token } }: Credit, change: bigint): void {
  const amount = (store.get("credit", chainId, "escrow", account, token)?.amount ?? 0n) + change;
  store.put("credit", { chainId, source: "escrow", account, token, amount });
}

type Moved = { index?: bigint; amount?: bigint; fee?: bigint };

function move(store: Store, event: EscrowEvent, agreement: Row<"agreement">, kind: string, what: Moved = {}): void {
  store.add("movement", {
    ...placeOf(event),
    agreementId: agreement.id,
    kind,
    index: what.index === undefined ? null : Number(what.index),
    token: agreement.token,
    amount: what.amount ?? 0n,
    fee: what.fee ?? 0n,
    at: event.at,
  });
}

function agreementOf(store: Store, id: string): Row<"agreement"> {
  const agreement = store.get("agreement", id);
  if (!agreement) throw new Unseen(`Escrow speaks of the agreement ${id}, whose creation the mirror has not seen.`);
  return agreement;
}

function milestoneOf(store: Store, id: string, index: number): Milestone {
  const milestone = store.get("milestone", id, index);
  if (!milestone) throw new Unseen(`Escrow speaks of milestone ${index} of ${id}, which the mirror has not seen.`);
  return milestone;
}

const laneOf = (store: Store, { id, index }: { id: string; index: bigint }) => ({
  agreement: agreementOf(store, id),
  milestone: milestoneOf(store, id, Number(index)),
});
