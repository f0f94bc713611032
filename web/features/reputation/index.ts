export { reputationEventsQuery } from "./queries.ts";
export { ReputationHistory } from "./reputation-history.tsx";
export { TokenPicture } from "./token-picture.tsx";
