/** One look and what follows from it. Every call is tried before it is sent, and a race lost is no error. */
import { BaseError, ContractFunctionRevertedError, type Hex, type PublicClient, type WalletClient } from "viem";
import { setTimeout as sleep } from "node:timers/promises";
import { courtAbi, escrowAbi } from "#core/chain/abi.ts";
import type { Deployment } from "#core/chain/deployments.ts";
import { headerRlp, type RpcBlock } from "#core/chain/header.ts";
import type { Database } from "#db";
import type { Duty } from "./config.ts";
import { type CaseTask, dueNow, type MilestoneTask, nameOf, partiesOf, type Task, termsOf } from "./due.ts";

export type Log = Record<"debug" | "info" | "warn", (facts: object, phrase: string) => void>;

export type Keeping = {
  database: Database;
  chain: PublicClient;
  wallet: WalletClient;
  deployment: Deployment;
  isLocal: boolean;
  duties: ReadonlySet<Duty>;
  /** Milliseconds that something due is left to people. */
  patience: number;
  log: Log;
};

/** How many blocks a local chain may be helped on to a seed block; a real one comes by itself. */
const MAX_HELP = 300n;

export function openKeeper(keeping: Keeping) {
  const { database, chain, deployment, duties, patience, log } = keeping;
  const since = new Map<string, number>();

  /** Does what has been due long enough, one after the other; answers how much was done. */
  const round = async (): Promise<number> => {
    const { timestamp } = await chain.getBlock({ blockTag: "pending" });
    const tasks = await dueNow(database, deployment.chainId, new Date(Number(timestamp) * 1000), duties);
    const names = new Set(tasks.map(nameOf));
    for (const name of since.keys()) if (!names.has(name)) since.delete(name);

    let done = 0;
    for (const task of tasks) {
      const name = nameOf(task);
      const first = since.get(name) ?? Date.now();
      since.set(name, first);
      if (Date.now() - first < patience) continue;
      if (await perform(task)) done += 1;
    }
    return done;
  };

  const perform = async (task: Task): Promise<boolean> => {
    try {
      const hash = await ("caseId" in task ? inCourt(task, keeping) : inEscrow(task, keeping));
      if (hash === undefined) return false;
      const { status } = await chain.waitForTransactionReceipt({ hash, timeout: 120_000 });
      if (status === "success") log.info({ ...task, hash }, "done");
      else log.info({ ...task, hash }, "somebody else was first");
      return status === "success";
    } catch (error) {
      // The chain knows better than the mirror: done already, not quite due, or not to be done at all.
      const reverted = error instanceof BaseError ? error.walk((cause) => cause instanceof ContractFunctionRevertedError) : null;
      if (reverted instanceof ContractFunctionRevertedError) {
        log.debug({ ...task, refused: reverted.data?.errorName ?? "unknown" }, "the contract says no");
        return false;
      }
      if (!isRace(error)) throw error;
      log.info({ ...task }, "somebody else was first");
      return false;
    }
  };

  return { round };
}

/** Two keepers with one key, or a transaction that was mined meanwhile. */
const isRace = (error: unknown): boolean =>
  error instanceof BaseError && /nonce too low|already known|replacement transaction underpriced/i.test(error.message);

async function inCourt({ duty, caseId }: CaseTask, keeping: Keeping): Promise<Hex | undefined> {
  const { database, chain, wallet, deployment } = keeping;
  const parties = await partiesOf(database, caseId);
  if (parties === undefined) return undefined;
  const court = { address: deployment.court, abi: courtAbi, account: wallet.account ?? null } as const;
  if (duty === "pass") {
    const { request } = await chain.simulateContract({
      ...court,
      functionName: "pass",
      args: [caseId, parties],
      blockTag: "pending",
    });
    return wallet.writeContract(request);
  }
  const header = await seedHeader(caseId, keeping);
  if (header === undefined) return undefined;
  const { request } = await chain.simulateContract({
    ...court,
    functionName: "draw",
    args: [caseId, parties, header],
    blockTag: "pending",
  });
  return wallet.writeContract(request);
}

/** RLP of the header that holds the draw's seed; undefined while its block has not come. */
async function seedHeader(caseId: Hex, { chain, deployment, isLocal }: Keeping): Promise<Hex | undefined> {
  const { seedBlock } = await chain.readContract({
    address: deployment.court,
    abi: courtAbi,
    functionName: "caseOf",
    args: [caseId],
  });
  if (seedBlock === 0n) return undefined;
  const missing = seedBlock - (await chain.getBlockNumber({ cacheTime: 0 }));
  if (missing > 0n) {
    // A local chain has blocks only where it has transactions, so nobody else would bring the seed.
    if (!isLocal || missing > MAX_HELP) return undefined;
    for (let i = 0n; i < missing; i++) await chain.request({ method: "evm_mine" } as never);
  }
  const block = await chain.request({ method: "eth_getBlockByNumber", params: [`0x${seedBlock.toString(16)}`, false] });
  return block === null ? undefined : headerRlp(block as RpcBlock);
}

async function inEscrow(
  { duty, agreement, index }: MilestoneTask,
  { database, chain, wallet, deployment }: Keeping,
): Promise<Hex | undefined> {
  const terms = await termsOf(database, agreement);
  if (terms === undefined) return undefined;
  const { request } = await chain.simulateContract({
    address: deployment.escrow,
    abi: escrowAbi,
    account: wallet.account ?? null,
    functionName: duty,
    args: [terms, BigInt(index)],
    blockTag: "pending",
  });
  return wallet.writeContract(request);
}

/** Round after round until told to stop; a node or a database that is away for a while is waited for. */
export async function keep(
  { round }: ReturnType<typeof openKeeper>,
  { every, signal, log, onRound }: { every: number; signal: AbortSignal; log: Log; onRound: () => void },
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await round();
      failures = 0;
      onRound();
    } catch (error) {
      failures += 1;
      log.warn(
        { failures, error: error instanceof BaseError ? error.shortMessage : String(error) },
        "could not look, trying again",
      );
    }
    await sleep(Math.min(every * 2 ** Math.min(failures, 5), 60_000), undefined, { signal }).catch(() => {});
  }
}
