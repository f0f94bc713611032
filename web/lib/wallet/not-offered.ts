// Stands where the SDK of a wallet that we do not offer would be (see next.config.ts).
export default {};
