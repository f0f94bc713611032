/**
 * Carries a release out with Hardhat Ignition: nonces, fees and their bumping, confirmations, a journal. What is already
 * on the chain is left out, so a deployment that was cut short anywhere goes on from there, whatever became of the journal.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildModule, deploy, DeploymentResultType, type Artifact as IgnitionArtifact } from "@nomicfoundation/ignition-core";
import type { Abi, Address, Hex, LocalAccount, PublicClient } from "viem";
import { Complaint } from "../local/complaint.ts";
import { CREATE_X, createXAbi } from "./createx.ts";
import { authorityAbi } from "./governance.ts";
import type { Piece, Release } from "./release.ts";
import { broadcast, signingProvider } from "./signer.ts";

export type Work = { missing: Piece[]; needsRoles: boolean };

export type Igniting = {
  chain: PublicClient;
  account: LocalAccount;
  release: Release;
  work: Work;
  /** Keeps journal and notes; without it nothing is kept. */
  folder?: string;
  /** Blocks until a transaction counts. */
  confirmations: number;
  /** Wei a gas; above it the deployment stops rather than pays. */
  maxFee?: bigint;
  /** Milliseconds between two looks at the chain. */
  every: number;
  onSent?: (hash: Hex) => void;
};

/** Ignition wants an artifact where it only needs the ABI. */
const artifactOf = (contractName: string, abi: Abi | readonly unknown[]): IgnitionArtifact => ({
  _format: "hh3-artifact-1",
  contractName,
  sourceName: contractName,
  abi: [...abi],
  bytecode: "0x",
  deployedBytecode: "0x",
  linkReferences: {},
  deployedLinkReferences: {},
});

/** One after the other: when something fails, nothing more is spent. */
const moduleOf = ({ addresses, roles }: Release, { missing, needsRoles }: Work) =>
  buildModule("Guildhall", (m) => {
    const createX = m.contractAt("CreateX", artifactOf("CreateX", createXAbi), CREATE_X);
    const before: ReturnType<typeof m.call>[] = [];
    for (const { name, salt, initCode } of missing) {
      before.unshift(m.call(createX, "deployCreate3", [salt, initCode], { id: name, after: before.slice(0, 1) }));
    }
    if (needsRoles) {
      const authority = m.contractAt("AccessManager", artifactOf("AccessManager", authorityAbi), addresses.authority);
      m.call(authority, "multicall", [roles], { id: "roles", after: before.slice(0, 1) });
    }
    return { createX };
  });

export async function ignite({ chain, account, release, work, folder, confirmations, maxFee, every, onSent }: Igniting) {
  if (folder) mkdirSync(folder, { recursive: true });
  const notes = folder && join(folder, "sent.jsonl");
  const result = await deploy({
    artifactResolver: {
      loadArtifact: () => Promise.reject(new Error("No artifact is asked for by name.")),
      getBuildInfo: async () => undefined,
    },
    provider: signingProvider(chain, account, { ...(notes && { notes }), ...(onSent && { onSent }) }),
    ignitionModule: moduleOf(release, work),
    deploymentParameters: {},
    accounts: [account.address],
    defaultSender: account.address,
    config: { blockPollingInterval: every, requiredConfirmations: confirmations },
    // A journal a run: what an earlier one achieved is read from the chain.
    ...(folder && { deploymentDir: join(folder, `run-${Date.now()}`) }),
    ...(maxFee !== undefined && { maxFeePerGasLimit: maxFee }),
  });
  if (result.type === DeploymentResultType.SUCCESSFUL_DEPLOYMENT) return;
  throw new Complaint(`The deployment stopped (${result.type}): ${reasonsOf(result)}. Run the same again to go on.`);
}

type Failed = Exclude<Awaited<ReturnType<typeof deploy>>, { type: DeploymentResultType.SUCCESSFUL_DEPLOYMENT }>;

function reasonsOf(result: Failed): string {
  if (result.type !== DeploymentResultType.EXECUTION_ERROR) return JSON.stringify(result.errors);
  const failed = result.failed.map(({ futureId, error }) => `${futureId}: ${error}`);
  const late = result.timedOut.map(({ futureId }) => `${futureId} was not mined in time`);
  return [...failed, ...late].join("; ");
}

/** An earlier run may have been cut short between sending and hearing: its transactions come first. */
export async function settle(
  { chain, folder, confirmations, every }: Pick<Igniting, "chain" | "folder" | "confirmations" | "every">,
  from: Address,
  patience = 600_000,
): Promise<void> {
  const latest = await chain.getTransactionCount({ address: from });
  for (const sent of notesIn(folder)) if (sent.nonce >= latest) await broadcast(chain, sent);

  for (const end = Date.now() + patience; ; await sleep(every)) {
    const head = await chain.getBlockNumber({ cacheTime: 0 });
    const deep = head - BigInt(confirmations - 1);
    const [pending, settled] = await Promise.all([
      chain.getTransactionCount({ address: from, blockTag: "pending" }),
      deep < 0n ? 0 : chain.getTransactionCount({ address: from, blockNumber: deep }),
    ]);
    if (pending === settled) return;
    if (Date.now() < end) continue;
    throw new Complaint(
      `Transaction ${settled} of ${from} has been waiting for too long: replace it from that account's wallet with a higher fee, then run the same again.`,
    );
  }
}

function notesIn(folder: string | undefined): { nonce: number; hash: `0x${string}`; raw: `0x${string}` }[] {
  const file = folder && join(folder, "sent.jsonl");
  if (!file || !existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  // A line that was being written when we were stopped was not yet sent.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
