export { Amend } from "./amend.tsx";
export { Amendments, ChangeOfPlan } from "./amendments.tsx";
export { Versions } from "./versions.tsx";
