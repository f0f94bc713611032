import { courtAbi, escrowAbi, reputationAbi } from "#core/chain/abi.ts";

/** The contracts that the mirror listens to. */
export const abis = { escrow: escrowAbi, court: courtAbi, reputation: reputationAbi } as const;
