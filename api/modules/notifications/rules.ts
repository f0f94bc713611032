/** Event → who is told what. Pure: the words around an event are looked up before. */
import { NO_PREVIOUS } from "#core/chain/terms.ts";
import type { Payload, Topic } from "#core/events.ts";
import type { NoticeFacts, NoticeTopic } from "#core/features/notifications.ts";

/** `key`: of the same key, a person is told once; the event's own where it is not given. */
export type Notice = {
  [T in NoticeTopic]: { to: string; topic: T; facts: NoticeFacts<T>; href: string; key?: string };
}[NoticeTopic];

/** A ruling becomes final by the clock, and is told on chain whenever somebody touches the case: either way it is one. */
export const ruledKey = (caseId: string): string => `court.ruled:${caseId}`;

/** What an event's people and things are called. */
export type Known = {
  title: string;
  token: string;
  milestone: (index: number) => string;
  /** How many milestones share the case; none where there is no case. */
  inCase: number;
  name: (address: string) => string;
};

type Parties = { client: string; developer: string };

const project = (id: string) => `/projects/${id}`;
const agreement = (id: string) => `/agreements/${id}`;
const courtCase = (id: string) => `/cases/${id}`;
const otherOf = ({ client, developer }: Parties, by: string): string => (by === client ? developer : client);
const share = (bps: number) => bps.toString();

type Rule<T extends Topic> = (payload: Payload<T>, known: Known) => Notice[];
type Rules = { [T in Topic]?: Rule<T> };

/** What one side did about an amendment, told to the other. */
const amended =
  <T extends "amendment.proposed" | "amendment.signed" | "amendment.declined" | "amendment.withdrawn">(topic: T): Rule<T> =>
  ({ by, agreement: id, ...parties }, { title, name }) => [
    { to: otherOf(parties, by), topic, facts: { title, by: name(by) }, href: agreement(id) } as Notice,
  ];

/** Told as soon as it is seen: what somebody waits for, or must act on. */
export const soon = {
  "proposal.submitted": ({ client, developer, project: id }, { title, name }) => [
    { to: client, topic: "proposal.submitted", facts: { title, by: name(developer) }, href: project(id) },
  ],
  "proposal.withdrawn": ({ client, developer, project: id }, { title, name }) => [
    { to: client, topic: "proposal.withdrawn", facts: { title, by: name(developer) }, href: project(id) },
  ],
  "proposal.declined": ({ developer, project: id }, { title }) => [
    { to: developer, topic: "proposal.declined", facts: { title }, href: project(id) },
  ],
  "proposal.accepted": ({ client, developer, agreement: id }, { title, name }) => [
    { to: developer, topic: "proposal.accepted", facts: { title, by: name(client) }, href: agreement(id) },
  ],
  "agreement.signed": ({ by, agreement: id, ...parties }, { title, name }) => [
    { to: otherOf(parties, by), topic: "agreement.signed", facts: { title, by: name(by) }, href: agreement(id) },
  ],
  "agreement.redrawn": ({ client, developer, agreement: id }, { title }) =>
    [client, developer].map((to) => ({ to, topic: "agreement.redrawn", facts: { title }, href: agreement(id) })),
  "settlement.offered": ({ by, index, agreement: id, ...parties }, { title, milestone, name }) => [
    {
      to: otherOf(parties, by),
      topic: "settlement.offered",
      facts: { title, milestone: milestone(index), by: name(by) },
      href: agreement(id),
    },
  ],
  "amendment.proposed": amended("amendment.proposed"),
  "amendment.signed": amended("amendment.signed"),
  "amendment.declined": amended("amendment.declined"),
  "amendment.withdrawn": amended("amendment.withdrawn"),
  // Of an amendment both are told below; the chain's creation of it is no further news.
  "escrow.created": ({ client, developer, agreement: id, previous }, { title, name }) =>
    previous === NO_PREVIOUS
      ? [{ to: developer, topic: "escrow.created", facts: { title, by: name(client) }, href: agreement(id) }]
      : [],
  "escrow.amended": ({ client, developer, next }, { title }) =>
    [client, developer].map((to) => ({ to, topic: "escrow.amended", facts: { title }, href: agreement(next) })),
  "escrow.funded": ({ client, developer, agreement: id }, { title, name }) => [
    { to: developer, topic: "escrow.funded", facts: { title, by: name(client) }, href: agreement(id) },
  ],
  "escrow.accepted": ({ client, developer, agreement: id }, { title, name }) => [
    { to: client, topic: "escrow.accepted", facts: { title, by: name(developer) }, href: agreement(id) },
  ],
  "escrow.cancelled": ({ client, developer, agreement: id }, { title, name }) => [
    { to: developer, topic: "escrow.cancelled", facts: { title, by: name(client) }, href: agreement(id) },
  ],
  "escrow.submitted": ({ client, developer, index, agreement: id }, { title, milestone, name }) => [
    {
      to: client,
      topic: "escrow.submitted",
      facts: { title, milestone: milestone(index), by: name(developer) },
      href: agreement(id),
    },
  ],
  "escrow.changes-requested": ({ client, developer, index, agreement: id }, { title, milestone, name }) => [
    {
      to: developer,
      topic: "escrow.changes-requested",
      facts: { title, milestone: milestone(index), by: name(client) },
      href: agreement(id),
    },
  ],
  "court.opened": ({ respondent, claimant, index, answerBy, caseId }, { title, milestone, inCase, name }) => [
    {
      to: respondent,
      topic: "court.opened",
      facts: {
        title,
        milestone: milestone(index),
        more: Math.max(0, inCase - 1).toString(),
        by: name(claimant),
        until: answerBy,
      },
      href: courtCase(caseId),
    },
  ],
  "court.answered": ({ by, caseId, ...parties }, { title, name }) => [
    { to: otherOf(parties, by), topic: "court.answered", facts: { title, by: name(by) }, href: courtCase(caseId) },
  ],
  "court.evidence": ({ by, caseId, ...parties }, { title, name }) => [
    { to: otherOf(parties, by), topic: "court.evidence", facts: { title, by: name(by) }, href: courtCase(caseId) },
  ],
  "court.drawn": ({ arbiters, commitBy, caseId }, { title }) =>
    arbiters.map((to) => ({ to, topic: "court.drawn", facts: { title, until: commitBy }, href: courtCase(caseId) })),
  "court.reveal-started": ({ arbiters, revealBy, caseId }, { title }) =>
    arbiters.map((to) => ({ to, topic: "court.reveal-started", facts: { title, until: revealBy }, href: courtCase(caseId) })),
  "court.round-ruled": ({ client, developer, developerBps, appealBy, caseId }, { title }) =>
    [client, developer].map((to) => ({
      to,
      topic: "court.round-ruled",
      facts: { title, share: share(developerBps), until: appealBy },
      href: courtCase(caseId),
    })),
  "court.round-failed": ({ client, developer, caseId }, { title }) =>
    [client, developer].map((to) => ({ to, topic: "court.round-failed", facts: { title }, href: courtCase(caseId) })),
  "court.appealed": ({ client, developer, forDeveloper, deposit, evidenceBy, caseId }, { title }) => [
    {
      to: forDeveloper ? client : developer,
      topic: "court.appealed",
      facts: { title, amount: deposit, until: evidenceBy },
      href: courtCase(caseId),
    },
  ],
  "court.matched": ({ client, developer, forDeveloper, deposit, caseId }, { title }) => [
    { to: forDeveloper ? client : developer, topic: "court.matched", facts: { title, amount: deposit }, href: courtCase(caseId) },
  ],
} satisfies Rules;

/** Told once no reorg can take it back: money that moved, and what it earned. */
export const once = {
  "escrow.released": ({ developer, index, amount, fee, agreement: id }, { title, milestone, token }) => {
    const received = (BigInt(amount) - BigInt(fee)).toString();
    return [
      {
        to: developer,
        topic: "escrow.released",
        facts: { title, milestone: milestone(index), amount: received, token },
        href: agreement(id),
      },
    ];
  },
  "escrow.refunded": ({ client, index, amount, agreement: id }, { title, milestone, token }) => [
    { to: client, topic: "escrow.refunded", facts: { title, milestone: milestone(index), amount, token }, href: agreement(id) },
  ],
  "escrow.settled": ({ client, developer, index, toDeveloper, toClient, agreement: id }, { title, milestone, token }) =>
    [client, developer].map((to) => ({
      to,
      topic: "escrow.settled",
      facts: { title, milestone: milestone(index), toDeveloper, toClient, token },
      href: agreement(id),
    })),
  "escrow.executed": ({ client, developer, index, toDeveloper, toClient, agreement: id }, { title, milestone, token }) =>
    [client, developer].map((to) => ({
      to,
      topic: "escrow.executed",
      facts: { title, milestone: milestone(index), toDeveloper, toClient, token },
      href: agreement(id),
    })),
  "escrow.credited": ({ account, amount, token }) => [
    { to: account, topic: "escrow.credited", facts: { amount, token }, href: "/agreements" },
  ],
  "court.ruled": ({ client, developer, arbiters, developerBps, caseId }, { title }) =>
    [...new Set([client, developer, ...arbiters])].map((to) => ({
      to,
      topic: "court.ruled",
      facts: { title, share: share(developerBps) },
      href: courtCase(caseId),
      key: ruledKey(caseId),
    })),
  "court.rewarded": ({ account, amount, caseId }, { title }) => [
    { to: account, topic: "court.rewarded", facts: { title, amount }, href: courtCase(caseId) },
  ],
  "court.slashed": ({ arbiter, amount, caseId }, { title }) => [
    { to: arbiter, topic: "court.slashed", facts: { title, amount }, href: courtCase(caseId) },
  ],
  "reputation.experience-earned": ({ account, gained, total, agreement: id }, { title }) => [
    { to: account, topic: "reputation.experience-earned", facts: { title, gained, total }, href: agreement(id) },
  ],
} satisfies Rules;
