export { Amend } from "./amend.tsx";
export { Amendments } from "./amendments.tsx";
export { Versions } from "./versions.tsx";
