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

export const notifications = {
  list: oc
    .route({ method: "GET", path: "/v1/notifications", summary: "What happened that concerns me, the newest first", tags: ["notifications"] })
    .input(PageQuery)
    .output(pageOf(Notification).extend({ unread: z.number().int() })),
  read: oc
    .route({ method: "POST", path: "/v1/notifications/read", summary: "Mark all as read up to one", tags: ["notifications"] })
    .input(z.object({ upTo: z.string().max(60) }))
    .output(z.object({ unread: z.number().int() })),
};
