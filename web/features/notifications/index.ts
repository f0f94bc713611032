export { Notifications } from "./notification-list.tsx";
export { notificationsQuery } from "./queries.ts";
