import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { Address, Digest } from "#core/lib/ids.ts";
import type { Addresses } from "./events.ts";

const Deployment = z.object({
  chainId: z.number().int(),
  escrow: Address,
  court: Address,
  reputation: Address,
  /** The first block worth reading. */
  block: z.number().int().min(0),
  genesisHash: Digest,
});
export type Deployment = z.infer<typeof Deployment>;

export async function readDeployment(file: string, chainId: number): Promise<Deployment> {
  const text = await readFile(file, "utf8");
  const deployment = Deployment.parse(JSON.parse(text));
  if (deployment.chainId !== chainId) {
    throw new Error(`${file} is of chain ${deployment.chainId}, and CHAIN_ID is ${chainId}: correct one of the two.`);
  }
  return deployment;
}

export const addressesOf = ({ escrow, court, reputation }: Deployment): Addresses => ({ escrow, court, reputation });

/** Another digest is another deployment, whose mirror this one is not. */
export const digestOf = ({ chainId, escrow, court, reputation, block }: Deployment): string =>
  createHash("sha256").update([chainId, escrow, court, reputation, block].join()).digest("hex");
