export { Notifications } from "./notification-list.tsx";
