// Written by scripts/generate.ts from deployments/. Do not edit.

export type Deployment = {
  chainId: number;
  escrow: `0x${string}`;
  court: `0x${string}`;
  reputation: `0x${string}`;
  /** The AccessManager that says who governs, and after which delay. */
  authority: `0x${string}`;
  anchor: `0x${string}`;
  /** A token of the local chain. */
  token?: `0x${string}`;
  /** The first block worth reading. */
  block: number;
  genesisHash: `0x${string}`;
};

export const deployments: Record<number, Deployment> = {};
