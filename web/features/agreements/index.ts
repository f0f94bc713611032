export { AgreementFilter } from "./agreement-filter.tsx";
export { AgreementGate } from "./agreement-gate.tsx";
export { AgreementHeading } from "./agreement-heading.tsx";
export { MyAgreements } from "./agreement-list.tsx";
export { Signing } from "./signing.tsx";
export { TermsCard } from "./terms-card.tsx";
export { type AgreementFilter as AgreementFilterChoice, agreementQuery, agreementsQuery } from "./queries.ts";
