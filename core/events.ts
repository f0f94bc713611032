import { z } from "zod";
import { Address, AgreementId, AmendmentId, CaseId, Digest, ProjectId, ProposalId, TxHash } from "./lib/ids.ts";
import { Wei } from "./lib/money.ts";
import { Instant } from "./lib/time.ts";

/** Where on chain a fact stands; unique by (chainId, txHash, logIndex). */
export const ChainPoint = z.object({
  chainId: z.number().int(),
  block: z.string(),
  blockHash: Digest,
  txHash: TxHash,
  logIndex: z.number().int(),
  at: Instant,
});
export type ChainPoint = z.infer<typeof ChainPoint>;

const Parties = z.object({ client: Address, developer: Address });
const onAgreement = <T extends z.ZodRawShape>(shape: T) =>
  ChainPoint.extend(Parties.shape).extend({ agreement: AgreementId }).extend(shape);
const onCase = <T extends z.ZodRawShape>(shape: T) =>
  ChainPoint.extend(Parties.shape).extend({ caseId: CaseId, agreement: AgreementId }).extend(shape);
/** `agreement` is the one that would be amended. */
const onAmendment = Parties.extend({ agreement: AgreementId, amendment: AmendmentId, by: Address });
const index = z.number().int();
const seat = z.string();

/** Topic → payload: the whole bus on one page. A row is written in the same transaction as the fact it tells. */
export const events = {
  "profile.updated": z.object({ address: Address }),
  "project.posted": z.object({ project: ProjectId, client: Address }),
  "project.updated": z.object({ project: ProjectId, client: Address }),
  "project.cancelled": z.object({ project: ProjectId, client: Address }),
  "proposal.submitted": z.object({ proposal: ProposalId, project: ProjectId, client: Address, developer: Address }),
  "proposal.withdrawn": z.object({ proposal: ProposalId, project: ProjectId, client: Address, developer: Address }),
  "proposal.declined": z.object({ proposal: ProposalId, project: ProjectId, client: Address, developer: Address }),
  "proposal.accepted": z.object({
    proposal: ProposalId,
    project: ProjectId,
    agreement: AgreementId,
    client: Address,
    developer: Address,
  }),
  "agreement.signed": Parties.extend({ agreement: AgreementId, by: Address }),
  "agreement.redrawn": Parties.extend({ agreement: AgreementId, before: AgreementId }),
  "settlement.offered": Parties.extend({ agreement: AgreementId, index, by: Address }),
  "amendment.proposed": onAmendment,
  "amendment.signed": onAmendment,
  "amendment.declined": onAmendment,
  "amendment.withdrawn": onAmendment,
  "notification.added": z.object({ account: Address }),

  /** `previous` is the agreement that it amends, or zero. */
  "escrow.created": onAgreement({ funded: z.number().int(), accepted: z.boolean(), previous: Digest }),
  "escrow.funded": onAgreement({ funded: z.number().int() }),
  "escrow.accepted": onAgreement({}),
  "escrow.cancelled": onAgreement({}),
  /** `next` took its place; the money that moved over is told of again by the creation of `next`. */
  "escrow.amended": onAgreement({ next: AgreementId, moved: Wei, added: Wei, returned: Wei }),
  "escrow.submitted": onAgreement({ index, digest: Digest }),
  "escrow.changes-requested": onAgreement({ index, digest: Digest }),
  "escrow.released": onAgreement({ index, amount: Wei, fee: Wei, remaining: Wei }),
  "escrow.refunded": onAgreement({ index, amount: Wei }),
  "escrow.settled": onAgreement({ index, toDeveloper: Wei, toClient: Wei, fee: Wei }),
  "escrow.disputed": onAgreement({ index, caseId: CaseId, by: Address }),
  /** Of the milestone's own money, to the court, as the developer's deposit. */
  "escrow.advanced": onAgreement({ index, caseId: CaseId, amount: Wei }),
  "escrow.executed": onAgreement({ index, toDeveloper: Wei, toClient: Wei, fee: Wei }),
  "escrow.credited": ChainPoint.extend({ account: Address, token: Address, amount: Wei }),
  "escrow.withdrawn": ChainPoint.extend({ account: Address, token: Address, amount: Wei }),

  "court.seat-taken": ChainPoint.extend({ seat, arbiter: Address }),
  "court.seat-left": ChainPoint.extend({ seat, arbiter: Address }),
  "court.opened": onCase({ index, claimant: Address, respondent: Address, answerBy: Instant }),
  "court.answered": onCase({ by: Address, evidenceBy: Instant }),
  "court.evidence": onCase({ by: Address, digest: Digest }),
  "court.drawn": onCase({ round: z.number().int(), arbiters: z.array(Address), commitBy: Instant }),
  "court.committed": onCase({ seat }),
  "court.exposed": onCase({ round: z.number().int(), seat, arbiter: Address, by: Address, developerBps: z.number().int() }),
  "court.reveal-started": onCase({ revealBy: Instant, arbiters: z.array(Address) }),
  "court.revealed": onCase({ seat, developerBps: z.number().int() }),
  "court.slashed": onCase({ seat, arbiter: Address, amount: Wei }),
  /** A round has a ruling. It is final after `appealBy` without another event, unless somebody appeals. */
  "court.round-ruled": onCase({
    round: z.number().int(),
    developerBps: z.number().int(),
    appealBy: Instant,
    arbiters: z.array(Address),
  }),
  /** `round` begins: after an appeal for a side, or because the one before had no quorum. */
  "court.appealed": onCase({
    round: z.number().int(),
    forDeveloper: z.boolean(),
    by: Address,
    deposit: Wei,
    evidenceBy: Instant,
  }),
  "court.round-failed": onCase({ round: z.number().int(), evidenceBy: Instant }),
  "court.matched": onCase({ round: z.number().int(), forDeveloper: z.boolean(), by: Address, deposit: Wei }),
  "court.ruled": onCase({ developerBps: z.number().int(), reason: z.string(), arbiters: z.array(Address) }),
  "court.rewarded": onCase({ account: Address, amount: Wei }),
  "court.withdrawn": ChainPoint.extend({ account: Address, amount: Wei }),

  "reputation.experience-earned": ChainPoint.extend({
    account: Address,
    agreement: AgreementId,
    gained: z.string(),
    total: z.string(),
  }),
  "reputation.completed": ChainPoint.extend({ account: Address, agreement: AgreementId }),
  "reputation.judged": ChainPoint.extend({ account: Address, caseId: CaseId, won: z.boolean() }),

  /** Once a batch, after everything in it. */
  "chain.head": z.object({ chainId: z.number().int(), block: z.string(), hash: Digest, at: Instant, final: z.string() }),
  /** Every fact above `to` was taken back; whatever is still true is told again. */
  "chain.rewound": z.object({ chainId: z.number().int(), from: z.string(), to: z.string() }),
} as const;

export type Topic = keyof typeof events;
export type Payload<T extends Topic> = z.infer<(typeof events)[T]>;
export type BusEvent = { [T in Topic]: { topic: T; payload: Payload<T> } }[Topic];

export const topics = Object.keys(events) as Topic[];
export const isChainTopic = (topic: Topic): boolean =>
  topic.startsWith("escrow.") || topic.startsWith("court.") || topic.startsWith("reputation.");

/** `account:` rooms open only to that signed-in account; all others to anyone. */
export type Room =
  | "public"
  | `account:${string}`
  | `agreement:${string}`
  | `case:${string}`
  | `project:${string}`
  | `profile:${string}`;

/**
 * Who hears of an event. What is on chain is everybody's; what is not is told to the people it concerns alone,
 * save that a public page (a project) changed.
 */
export const audience = (event: BusEvent): Room[] => {
  const payload = event.payload as Record<string, unknown>;
  const rooms = new Set<Room>();
  const add = (prefix: "account" | "agreement" | "case" | "project" | "profile", value: unknown) => {
    if (typeof value === "string") rooms.add(`${prefix}:${value}`);
  };

  for (const person of [payload.client, payload.developer, payload.account, payload.arbiter]) add("account", person);
  if (Array.isArray(payload.arbiters)) for (const arbiter of payload.arbiters) add("account", arbiter);
  if (event.topic.startsWith("project.")) add("project", payload.project);
  if (isChainTopic(event.topic)) {
    add("agreement", payload.agreement);
    add("case", payload.caseId);
    add("profile", payload.account);
    rooms.add("public");
  }
  if (event.topic.startsWith("chain.") || event.topic === "project.posted") rooms.add("public");
  if (event.topic === "profile.updated") add("profile", payload.address);
  return [...rooms];
};

/** One event as a browser receives it; `cursor` is where to resume after a pause. */
export type Delivery = { cursor: string; topic: Topic; payload: unknown };

/**
 * The socket's words (Socket.IO, websocket transport only, path /socket.io, the session's cookie signs in).
 * `join` adds rooms; with `since`, what was missed in them is delivered first, in order. The answer's `cursor` is where
 * the rooms are live from: fetch after it and nothing is lost. `mustRefetch`: too much was missed to be told again.
 */
export type JoinRequest = { rooms: Room[]; since?: string };
export type JoinAnswer =
  | { ok: true; cursor: string; mustRefetch: boolean }
  | { ok: false; code: "bad-input" | "not-allowed" | "too-many" | "unavailable" };
export type ClientWords = {
  join: (request: JoinRequest, answer: (answer: JoinAnswer) => void) => void;
  leave: (rooms: Room[]) => void;
};
export type ServerWords = {
  event: (delivery: Delivery) => void;
  /** The session that this socket was opened with is over; the socket closes next. */
  "session-ended": () => void;
};
