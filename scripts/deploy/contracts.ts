import type { Account, Hex, LocalAccount, PublicClient, WalletClient } from "viem";
import type { Deployment } from "../../core/chain/deployments.ts";
import { LONG_STOP } from "../../core/chain/terms.ts";
import { Complaint } from "../local/complaint.ts";
import { bringCreateX, CREATE_X, createXAbi } from "./createx.ts";
import { ignite, type Igniting, settle, type Work } from "./ignite.ts";
import type { DeployParameters } from "./parameters.ts";
import { isSame, readBack, readPowers } from "./read-back.ts";
import type { Release } from "./release.ts";

/** A case that takes all its time must be over before Escrow passes the court over. */
export function requireFits({ court }: DeployParameters): void {
  const longest = [court.fast, court.standard]
    .map(({ answer, evidence, commit, reveal, appeal }) => {
      const round = evidence + court.drawPeriod + 2n * commit + reveal;
      return answer + 3n * round + 2n * appeal;
    })
    .reduce((most, each) => (each > most ? each : most));
  if (longest >= BigInt(LONG_STOP))
    throw new Error(`A case may last ${longest} s, but Escrow waits ${LONG_STOP} s. Shorten its periods.`);
}

/** What of a release is not on the chain yet. */
export async function workOf(chain: PublicClient, release: Release): Promise<Work> {
  const codes = await Promise.all(release.pieces.map(({ address }) => chain.getCode({ address })));
  const missing = release.pieces.filter((_, index) => codes[index] === undefined);
  if (missing.some(({ name }) => name === "authority")) return { missing, needsRoles: true };
  // The roles are given in one transaction: all of them are there, or none.
  return { missing, needsRoles: !(await readPowers(chain, release)).every(isSame) };
}

export type Creating = Omit<Igniting, "work" | "release"> & {
  wallet: WalletClient & { account: Account };
  account: LocalAccount;
  /** On a chain of one's own the factory is brought along; on a real one it must be there. */
  bringsFactory: boolean;
  /** No contract of ours is older. */
  firstBlock?: bigint;
};

/**
 * Escrow, Court and Reputation name each other in immutables, so their addresses are foretold by CREATE3. Everything that
 * is missing is created, the authority (OpenZeppelin's AccessManager) gets its roles last, and every name is read back.
 */
export async function createAll(creating: Creating, release: Release): Promise<Deployment> {
  requireFits(release.parameters);
  const { chain, wallet, account, bringsFactory } = creating;
  if (bringsFactory) await bringCreateX({ chain, wallet, account });
  await settle(creating, release.from);
  const work = await workOf(chain, release);
  if (work.missing.length > 0 || work.needsRoles) await ignite({ ...creating, release, work });
  await readBack(chain, release);
  return recordOf(chain, release, creating.firstBlock);
}

/** What the rest of the house is told of a deployment. */
async function recordOf(chain: PublicClient, { addresses, pieces }: Release, firstBlock = 0n): Promise<Deployment> {
  const [genesis, chainId, created] = await Promise.all([
    chain.getBlock({ blockNumber: 0n }),
    chain.getChainId(),
    chain.getContractEvents({
      address: CREATE_X,
      abi: createXAbi,
      eventName: "ContractCreation",
      args: { newContract: pieces.map(({ address }) => address) },
      fromBlock: firstBlock,
    }),
  ]);
  if (created.length < pieces.length) {
    throw new Complaint(
      `The blocks of some contracts were not found after block ${firstBlock}: say an earlier one with --from-block.`,
    );
  }
  const { escrow, court, reputation, authority, anchor, token } = addresses;
  return {
    chainId,
    escrow,
    court,
    reputation,
    authority,
    anchor,
    ...(pieces.some(({ name }) => name === "token") ? { token } : {}),
    block: Math.min(...created.map(({ blockNumber }) => Number(blockNumber))),
    genesisHash: genesis.hash as Hex,
  };
}
