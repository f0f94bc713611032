/** How the contracts write the chain's own coin. */
export const NATIVE: string = "0x0000000000000000000000000000000000000000";
