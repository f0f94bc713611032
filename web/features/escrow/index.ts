export { AnswerFromLocked } from "./answer-from-locked.tsx";
export { Credits } from "./credits.tsx";
export { ExecuteRuling } from "./execute.tsx";
export { History } from "./history.tsx";
export { Milestones } from "./milestones.tsx";
export { NextStep } from "./next-step.tsx";
export { creditsQuery, offersQuery } from "./queries.ts";
