export { MyProposals } from "./my-proposals.tsx";
export { ProjectProposals } from "./project-proposals.tsx";
export { Propose } from "./propose.tsx";
export { myProposalsQuery, proposalsQuery } from "./queries.ts";
