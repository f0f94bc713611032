import {
  BaseError,
  type Chain,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  HttpRequestError,
  InsufficientFundsError,
  type PublicClient,
  TimeoutError,
  type Transport,
  WaitForTransactionReceiptTimeoutError,
} from "viem";
import { isRejection } from "#web/lib/wallet/rejection.ts";
import type { WalletActions } from "#web/lib/wallet/store.ts";
import { approvalOf, signPermit, wayFor } from "./allowance.ts";
import type { Allowance, Call, Ending, Mined, Progress, TransactionPlan, Way } from "./plan.ts";

type Client = PublicClient<Transport, Chain>;
type Report = (progress: Progress) => void;

/** How long a transaction may wait for a block before we say that none has taken it. */
const PATIENCE = 90_000;
/** What a block may add to the price between the estimate and the block, in percent. */
const MARGIN = 120n;

export class Ended extends Error {
  readonly ending: Ending;
  constructor(ending: Ending, options?: ErrorOptions) {
    super(ending.kind, options);
    this.ending = ending;
  }
}

const find = <T>(error: unknown, kind: new (...args: never[]) => T): T | null => {
  if (!(error instanceof BaseError)) return null;
  const found = error.walk((each) => each instanceof kind);
  return found instanceof kind ? found : null;
};

/** What an error of viem or of a wallet means for the person. */
export const endingOf = (error: unknown): Ending => {
  if (error instanceof Ended) return error.ending;
  if (isRejection(error)) return { kind: "rejected" };
  const revert = find(error, ContractFunctionRevertedError);
  if (revert) return { kind: "refused", error: revert.data?.errorName ?? revert.signature ?? revert.reason ?? "unknown" };
  if (find(error, ContractFunctionZeroDataError)) return { kind: "refused", error: "unknown" };
  if (find(error, HttpRequestError) || find(error, TimeoutError)) return { kind: "unreachable" };
  if (error instanceof BaseError && error.name === "ConnectorNotConnectedError") return { kind: "disconnected" };
  const detail = error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : "";
  return { kind: "wallet-failed", detail: detail.slice(0, 200) };
};

/** Tries the call as the account, without sending, and says what it may cost. */
const check = async (client: Client, account: Hex, call: Call): Promise<bigint | null> => {
  const balance = await client.getBalance({ address: account });
  const value = call.value ?? 0n;
  if (value > balance) throw new Ended({ kind: "too-little", need: value, have: balance, symbol: null, decimals: 18 });
  // As of the next block, which is the one that will take it: a local chain makes none until then, and its clock runs on.
  await client.simulateContract({ ...call, account, value, blockTag: "pending" });

  const [gas, fees] = await Promise.all([
    client.estimateContractGas({ ...call, account, value }),
    client.estimateFeesPerGas().catch(() => null),
  ]);
  const price = fees?.maxFeePerGas ?? (await client.getGasPrice());
  const cost = (gas * price * MARGIN) / 100n;
  if (value + cost > balance)
    throw new Ended({ kind: "too-little", need: value + cost, have: balance, symbol: null, decimals: 18 });
  return cost;
};

/** True when the contract may not yet take the amount. */
const lacksAllowance = async (client: Client, account: Hex, wish: Allowance): Promise<boolean> => {
  const token = { abi: erc20Abi, address: wish.token } as const;
  const [balance, allowed] = await Promise.all([
    client.readContract({ ...token, functionName: "balanceOf", args: [account] }),
    client.readContract({ ...token, functionName: "allowance", args: [account, wish.spender] }),
  ]);
  if (balance < wish.amount)
    throw new Ended({ kind: "too-little", need: wish.amount, have: balance, symbol: wish.symbol, decimals: wish.decimals });
  return allowed < wish.amount;
};

/** Why a mined transaction was undone: the same call, tried on the state before its block. */
const reasonOf = async (client: Client, account: Hex, call: Call, block: bigint): Promise<string | null> => {
  try {
    await client.simulateContract({ ...call, account, value: call.value ?? 0n, blockNumber: block - 1n });
    return null;
  } catch (error) {
    const ending = endingOf(error);
    return ending.kind === "refused" ? ending.error : null;
  }
};

const mined = async (client: Client, account: Hex, call: Call, hash: Hex): Promise<Mined> => {
  let replaced: "cancelled" | "replaced" | "repriced" | null = null;
  const receipt = await client
    .waitForTransactionReceipt({ hash, timeout: PATIENCE, onReplaced: ({ reason }) => (replaced = reason) })
    .catch((error: unknown) => {
      if (find(error, WaitForTransactionReceiptTimeoutError)) throw new Ended({ kind: "dropped", hash }, { cause: error });
      throw error;
    });
  if (replaced === "cancelled") throw new Ended({ kind: "cancelled", hash: receipt.transactionHash });
  if (replaced === "replaced") throw new Ended({ kind: "replaced", hash: receipt.transactionHash });
  if (receipt.status === "reverted")
    throw new Ended({ kind: "reverted", hash, error: await reasonOf(client, account, call, receipt.blockNumber) });
  return { hash: receipt.transactionHash, block: receipt.blockNumber };
};

export type Prepared = { call: Call; way: Way };

export const prepare = async (plan: TransactionPlan, account: Hex, actions: WalletActions, report: Report): Promise<Prepared> => {
  report({ at: "checking" });
  const client = actions.publicClient();
  const call = await prepared(plan.call);
  const wish = plan.allowance;
  const way = wish && (await lacksAllowance(client, account, wish)) ? await wayFor(client, account, wish, actions) : "allowed";
  // A call that needs an allowance first cannot be tried before it is given.
  const cost = way === "allowed" ? await check(client, account, call) : null;
  report({ at: "ready", call, cost, way });
  return { call, way };
};

const prepared = async (call: TransactionPlan["call"]): Promise<Call> => {
  if (typeof call !== "function") return call;
  return call().catch((problem: unknown) => {
    throw new Ended({ kind: "not-prepared", problem }, { cause: problem });
  });
};

const approve = async (wish: Allowance, account: Hex, actions: WalletActions, report: Report): Promise<void> => {
  report({ at: "allowing", way: "approve" });
  const approval = approvalOf(wish);
  const wallet = await actions.walletClient();
  await mined(actions.publicClient(), account, approval, await wallet.writeContract(approval));
};

/** What is sent in the end, once the contract may take what it takes. */
const allowed = async (
  { call, way }: Prepared,
  wish: Allowance,
  account: Hex,
  actions: WalletActions,
  report: Report,
): Promise<Call> => {
  if (way === "permit" && wish.withPermit) {
    report({ at: "allowing", way });
    const permit = await signPermit(actions.publicClient(), account, wish, actions);
    if (permit) return wish.withPermit(permit);
  }
  await approve(wish, account, actions, report);
  return call;
};

/** Signs and sends what `prepare` found good, and follows it into a block. */
export const send = async (
  ready: Prepared,
  plan: TransactionPlan,
  account: Hex,
  actions: WalletActions,
  report: Report,
): Promise<Mined> => {
  const client = actions.publicClient();
  const wish = plan.allowance;
  if (ready.way === "batch" && wish) return sendBatch([approvalOf(wish), ready.call], account, actions, report);
  let { call } = ready;
  if (ready.way !== "allowed" && wish) {
    call = await allowed(ready, wish, account, actions, report);
    await check(client, account, call);
  }
  report({ at: "signing" });
  const wallet = await actions.walletClient();
  const hash = await wallet.writeContract({ ...call, value: call.value ?? 0n }).catch((error: unknown) => {
    if (!isRejection(error) && find(error, InsufficientFundsError))
      throw new Ended({ kind: "too-little", need: call.value ?? 0n, have: 0n, symbol: null, decimals: 18 }, { cause: error });
    throw error;
  });
  return follow(hash, call, account, actions, report);
};

/** All or nothing, for one confirmation (EIP-5792). The wallet says when a block has taken it. */
const sendBatch = async (calls: Call[], account: Hex, actions: WalletActions, report: Report): Promise<Mined> => {
  report({ at: "signing" });
  const wallet = await actions.walletClient();
  const { id } = await wallet.sendCalls({
    account,
    forceAtomic: true,
    calls: calls.map(({ address, abi, functionName, args, value }) => ({
      to: address,
      data: encodeFunctionData({ abi, functionName, args }),
      value: value ?? 0n,
    })),
  });
  report({ at: "sent", hash: null });
  const { status, receipts } = await wallet.waitForCallsStatus({ id, timeout: PATIENCE }).catch((error: unknown) => {
    if (error instanceof BaseError && error.name === "WaitForCallsStatusTimeoutError")
      throw new Ended({ kind: "dropped", hash: null }, { cause: error });
    throw error;
  });
  const receipt = receipts?.at(-1);
  if (!receipt) throw new Ended({ kind: "wallet-failed", detail: status ?? "" });
  const { transactionHash: hash, blockNumber: block } = receipt;
  if (status === "failure" || receipt.status === "reverted") throw new Ended({ kind: "reverted", hash, error: null });
  report({ at: "confirmed", hash, block, isLate: false });
  return { hash, block };
};

/** Waits for the block of something sent; also for somebody who chose to keep waiting. */
export const follow = async (hash: Hex, call: Call, account: Hex, actions: WalletActions, report: Report): Promise<Mined> => {
  report({ at: "sent", hash });
  const done = await mined(actions.publicClient(), account, call, hash);
  report({ at: "confirmed", ...done, isLate: false });
  return done;
};
