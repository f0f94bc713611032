export { Amend } from "./amend.tsx";
export { Amendments, ChangeOfPlan } from "./amendments.tsx";
export { Versions } from "./versions.tsx";
export { amendmentsQuery } from "./queries.ts";
