import { oc } from "@orpc/contract";
import { z } from "zod";
import { PageQuery, pageOf } from "../lib/page.ts";
import { Instant } from "../lib/time.ts";

/** `topic` is the event's, and the screen's message key is `notifications.<topic>` with `facts` as its values. */
export const Notification = z.object({
  id: z.string(),
  topic: z.string(),
  facts: z.record(z.string(), z.string()),
  href: z.string(),
  at: Instant,
  readAt: Instant.nullable(),
});
export type Notification = z.infer<typeof Notification>;

/**
 * Every kind of notification and the names of its facts, which are the values of the message `notifications.<topic>`.
 * `title` is the agreement's or the project's, `milestone` a milestone's title, `more` how many others share its case,
 * `by` a person's name; amounts are in the smallest unit of `token` (of the native coin where there is none), `until` is an instant, `share` basis points.
 */
export const noticeFacts = {
  "proposal.submitted": ["title", "by"],
  "proposal.withdrawn": ["title", "by"],
  "proposal.declined": ["title"],
  "proposal.accepted": ["title", "by"],
  "agreement.signed": ["title", "by"],
  "agreement.redrawn": ["title"],
  "settlement.offered": ["title", "milestone", "by"],
  "amendment.proposed": ["title", "by"],
  "amendment.signed": ["title", "by"],
  "amendment.declined": ["title", "by"],
  "amendment.withdrawn": ["title", "by"],
  "escrow.created": ["title", "by"],
  "escrow.funded": ["title", "by"],
  "escrow.accepted": ["title", "by"],
  "escrow.cancelled": ["title", "by"],
  "escrow.amended": ["title"],
  "escrow.submitted": ["title", "milestone", "by"],
  "escrow.changes-requested": ["title", "milestone", "by"],
  "escrow.released": ["title", "milestone", "amount", "token"],
  "escrow.refunded": ["title", "milestone", "amount", "token"],
  "escrow.settled": ["title", "milestone", "toDeveloper", "toClient", "token"],
  "escrow.executed": ["title", "milestone", "toDeveloper", "toClient", "token"],
  "escrow.credited": ["amount", "token"],
  "court.opened": ["title", "milestone", "more", "by", "until"],
  "court.answered": ["title", "by"],
  "court.evidence": ["title", "by"],
  "court.drawn": ["title", "until"],
  "court.reveal-started": ["title", "until"],
  "court.round-ruled": ["title", "share", "until"],
  "court.round-failed": ["title"],
  "court.appealed": ["title", "amount", "until"],
  "court.matched": ["title", "amount"],
  "court.ruled": ["title", "share"],
  "court.rewarded": ["title", "amount"],
  "court.slashed": ["title", "amount"],
  "reputation.experience-earned": ["title", "gained", "total"],
  "reminder.answer": ["title", "until"],
  "reminder.commit": ["title", "until"],
  "reminder.reveal": ["title", "until"],
  "reminder.appeal": ["title", "share", "until"],
  "reminder.match": ["title", "until"],
  "reminder.review": ["title", "milestone", "until"],
  "reminder.submit": ["title", "milestone", "until"],
} as const satisfies Record<string, readonly string[]>;
export type NoticeTopic = keyof typeof noticeFacts;
export type NoticeFacts<T extends NoticeTopic> = Record<(typeof noticeFacts)[T][number], string>;

export const notifications = {
  list: oc
    .route({
      method: "GET",
      path: "/v1/notifications",
      summary: "What happened that concerns me, the newest first",
      tags: ["notifications"],
    })
    .input(PageQuery)
    .output(pageOf(Notification).extend({ unread: z.number().int() })),
  read: oc
    .route({ method: "POST", path: "/v1/notifications/read", summary: "Mark all as read up to one", tags: ["notifications"] })
    .input(z.object({ upTo: z.string().max(60) }))
    .output(z.object({ unread: z.number().int() })),
};
