/** One look and what follows from it. Every call is tried before it is sent, and a race lost is no error. */
import {
  type Account,
  BaseError,
  ContractFunctionRevertedError,
  ExecutionRevertedError,
  encodeFunctionData,
  type Hex,
  type PublicClient,
  type WalletClient,
} from "viem";
import { setTimeout as sleep } from "node:timers/promises";
import { courtAbi, escrowAbi } from "#core/chain/abi.ts";
import type { Deployment } from "#core/chain/deployments.ts";
import { headerRlp, type RpcBlock } from "#core/chain/header.ts";
import type { Database } from "#db";
import { Complaint } from "../local/complaint.ts";
import type { Duty } from "./config.ts";
import { type CaseTask, dueNow, type MilestoneTask, nameOf, panelOf, partiesOf, type Task, termsOf } from "./due.ts";
import { type Call, openSender, type Tag } from "./sender.ts";
import { type Ending, Tally } from "./tally.ts";

export type Log = Record<"debug" | "info" | "warn", (facts: object, phrase: string) => void>;

export type Keeping = {
  database: Database;
  chain: PublicClient;
  wallet: WalletClient & { account: Account };
  deployment: Deployment;
  isLocal: boolean;
  duties: ReadonlySet<Duty>;
  /** Milliseconds that something due is left to people. */
  patience: number;
  /** Wei: what a unit of gas may cost at most, and the balance below which somebody has to be told. */
  ceiling: bigint;
  low: bigint;
  /** Milliseconds without a block before a fee is raised, and how often it is. */
  raiseAfter: number;
  raises: number;
  log: Log;
  /** Where it looks for what is due: the mirror. */
  look?: typeof dueNow;
  /** Which errors only mean that another copy was first. */
  isLost?: (error: unknown) => boolean;
};

/** How many blocks a local chain may be helped on to a seed block; a real one comes by itself. */
const MAX_HELP = 300n;

/** What the contract answered, where an error is an answer. */
const refusalIn = (error: unknown): string | undefined => {
  if (!(error instanceof BaseError)) return undefined;
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (reverted instanceof ContractFunctionRevertedError) return reverted.data?.errorName ?? "unknown";
  return error.walk((cause) => cause instanceof ExecutionRevertedError) ? "unknown" : undefined;
};

/** Two keepers with one key, or a transaction that was mined meanwhile. */
const isRace = (error: unknown): boolean =>
  error instanceof BaseError &&
  /nonce too low|already known|replacement transaction underpriced|replacement fee too low/i.test(error.message);

/** The chain knows better than the mirror: done already by another copy, not quite due, or not to be done at all. */
export const isLostRace = (error: unknown): boolean => refusalIn(error) !== undefined || isRace(error);

export function openKeeper(keeping: Keeping) {
  const { database, chain, wallet, deployment, duties, patience, log } = keeping;
  const { look = dueNow, isLost = isLostRace } = keeping;
  const since = new Map<string, number>();
  /** Cases whose arbiters were paid by us: the mirror cannot tell a panel that was owed nothing from one that waits. */
  const rewarded = new Set<Hex>();
  const tally = new Tally();
  const send = openSender({
    ...keeping,
    onRaise: (facts) => {
      tally.raisedFees += 1;
      log.warn(facts, "not in a block yet, sent again with a higher fee");
    },
  });

  /** Does what has been due long enough, one after the other; answers how much was done. */
  const round = async (): Promise<number> => {
    const { timestamp } = await chain.getBlock({ blockTag: "pending" });
    await weigh();
    const tasks = await look(database, deployment.chainId, new Date(Number(timestamp) * 1000), duties);
    tally.beginRound(tasks.length);
    const names = new Set(tasks.map(nameOf));
    for (const name of since.keys()) if (!names.has(name)) since.delete(name);

    let done = 0;
    let failure: { error: unknown } | undefined;
    for (const task of tasks) {
      const name = nameOf(task);
      const first = since.get(name) ?? Date.now();
      since.set(name, first);
      if (Date.now() - first < patience) continue;
      try {
        if ((await attempt(task)) === "done") done += 1;
      } catch (error) {
        // What one case makes impossible must not keep the others waiting.
        failure ??= { error };
        tally.note(task.duty, { name, ending: "failed", remark: oneLine(error) });
      }
    }
    if (failure) throw failure.error;
    tally.rounds += 1;
    tally.lastRound = Date.now();
    return done;
  };

  /** What the key has left, and what gas costs: said once when it gets low, and once when it is well again. */
  const weigh = async (): Promise<void> => {
    const [balance, { baseFeePerGas }] = await Promise.all([
      chain.getBalance({ address: wallet.account.address }),
      chain.getBlock({ blockTag: "latest" }),
    ]);
    const isLow = balance < keeping.low;
    const facts = { balance: balance.toString(), low: keeping.low.toString() };
    if (isLow && !tally.isLow) log.warn(facts, "the balance for gas is low");
    if (!isLow && tally.isLow) log.info(facts, "the balance for gas is well again");
    Object.assign(tally, { balance, isLow, baseFee: baseFeePerGas ?? 0n });
  };

  /** A local chain's next block has the time of now; but what is stuck in our name would seem done there. */
  const standing = async (): Promise<Tag> => {
    const { address } = wallet.account;
    const [mined, sent] = await Promise.all([
      chain.getTransactionCount({ address, blockTag: "latest" }),
      chain.getTransactionCount({ address, blockTag: "pending" }),
    ]);
    return sent > mined ? "latest" : "pending";
  };

  const attempt = async (task: Task): Promise<Ending> => {
    const end = (ending: Ending, remark: string): Ending => {
      tally.note(task.duty, { name: nameOf(task), ending, remark });
      return ending;
    };
    try {
      const blockTag = await standing();
      const call = await callOf(task, keeping, rewarded, blockTag);
      if (call === undefined) return end("refused", "nothing to send yet");
      // Of what is in a block: in the pending one our own transaction has done it already.
      const isWanted = () =>
        callOf(task, keeping, rewarded, "latest").then(
          (again) => again !== undefined,
          (error) => {
            if (isLost(error)) return false;
            throw error;
          },
        );
      const sent = await send(call, blockTag, isWanted);
      switch (sent.outcome) {
        case "mined":
          log.info({ ...task, hash: sent.hash }, sent.isSuccess ? "done" : "somebody else was first");
          if (sent.isSuccess && task.duty === "reward") rewarded.add(task.caseId);
          return sent.isSuccess ? end("done", sent.hash) : end("lost", sent.hash);
        case "dear":
          log.info({ ...task, baseFee: sent.baseFee.toString() }, "gas costs more than the ceiling");
          return end("dear", "gas costs more than the ceiling");
        case "superseded":
          log.info({ ...task }, "somebody else was first");
          return end("lost", "");
        case "stuck":
          log.warn({ ...task, hash: sent.hash }, "still not in a block");
          return end("stuck", sent.hash);
        default:
          return sent satisfies never;
      }
    } catch (error) {
      if (!isLost(error)) throw error;
      const refused = refusalIn(error);
      if (refused === undefined) {
        log.info({ ...task }, "somebody else was first");
        return end("lost", "");
      }
      log.debug({ ...task, refused }, "the contract says no");
      return end("refused", refused);
    }
  };

  return { round, tally };
}

export const oneLine = (error: unknown): string =>
  error instanceof BaseError ? error.shortMessage : String(error).split("\n")[0]!;

/** What to send, tried on the chain as it stands; undefined where there is nothing to send. */
const callOf = (task: Task, keeping: Keeping, rewarded: ReadonlySet<Hex>, blockTag: Tag): Promise<Call | undefined> =>
  "caseId" in task ? inCourt(task, keeping, rewarded, blockTag) : inEscrow(task, keeping, blockTag);

async function inCourt(
  { duty, caseId }: CaseTask,
  keeping: Keeping,
  rewarded: ReadonlySet<Hex>,
  blockTag: Tag,
): Promise<Call | undefined> {
  const { database, chain, wallet, deployment } = keeping;
  const parties = await partiesOf(database, caseId);
  if (parties === undefined) return undefined;
  const to = deployment.court;
  const court = { address: to, abi: courtAbi } as const;
  const tried = { ...court, account: wallet.account, blockTag } as const;
  if (duty === "draw") {
    const header = await seedHeader(caseId, keeping);
    if (header === undefined) return undefined;
    const call = { functionName: "draw", args: [caseId, parties, header] } as const;
    await chain.simulateContract({ ...tried, ...call });
    return { to, data: encodeFunctionData({ abi: courtAbi, ...call }) };
  }
  if (duty === "reward") {
    if (rewarded.has(caseId) || !(await isRewardDue(caseId, keeping, blockTag))) return undefined;
    return { to, data: encodeFunctionData({ abi: courtAbi, functionName: "reward", args: [[caseId]] }) };
  }
  if (duty === "reclaim") {
    const back = await chain.readContract({ ...court, functionName: "reclaimable", args: [caseId], blockTag });
    if (back[0] + back[1] === 0n) return undefined;
  }
  const call = { functionName: duty, args: [caseId, parties] } as const;
  await chain.simulateContract({ ...tried, ...call });
  return { to, data: encodeFunctionData({ abi: courtAbi, ...call }) };
}

/** `reward` passes over what is done and never refuses, so the chain is asked: is anybody owed, is a seat still bound? */
async function isRewardDue(caseId: Hex, { database, chain, deployment }: Keeping, blockTag: Tag): Promise<boolean> {
  const court = { address: deployment.court, abi: courtAbi, blockTag } as const;
  const panel = await panelOf(database, caseId);
  const found = await Promise.all(
    panel.map(async ({ seat, arbiter, isNeeded }) => {
      const owed = await chain.readContract({ ...court, functionName: "claimable", args: [caseId, arbiter] });
      if (owed > 0n || isNeeded) return owed > 0n;
      const { isBusy, arbiter: holder } = await chain.readContract({ ...court, functionName: "seatOf", args: [seat] });
      return isBusy && holder.toLowerCase() === arbiter.toLowerCase();
    }),
  );
  return found.some((isDue) => isDue);
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
  blockTag: Tag,
): Promise<Call | undefined> {
  const terms = await termsOf(database, agreement);
  if (terms === undefined) return undefined;
  const call = { functionName: duty, args: [terms, BigInt(index)] } as const;
  const to = deployment.escrow;
  await chain.simulateContract({ address: to, abi: escrowAbi, account: wallet.account, blockTag, ...call });
  return { to, data: encodeFunctionData({ abi: escrowAbi, ...call }) };
}

/** Round after round until told to stop; a node or a database that is away for a while is waited for. */
export async function keep(
  { round, tally }: ReturnType<typeof openKeeper>,
  { every, signal, log }: { every: number; signal: AbortSignal; log: Log },
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await round();
      failures = 0;
    } catch (error) {
      // Somebody has to put that right; waiting does not.
      if (error instanceof Complaint) throw error;
      failures += 1;
      tally.failedRounds += 1;
      log.warn({ failures, error: oneLine(error) }, "could not look, trying again");
    }
    await sleep(Math.min(every * 2 ** Math.min(failures, 5), 60_000), undefined, { signal }).catch(() => {});
  }
}
