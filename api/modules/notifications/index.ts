import type { Deps } from "../../deps.ts";
import { member } from "../../lib/procedures.ts";
import { notificationService } from "./service.ts";

export const notifications = (deps: Deps) => {
  const { list, read } = notificationService(deps);
  return {
    list: member.notifications.list.handler(({ input, context }) => list(input, context)),
    read: member.notifications.read.handler(({ input, context }) => read(input, context)),
  };
};

export { followForNotices } from "./reactions.ts";
export { remind } from "./reminders.ts";
