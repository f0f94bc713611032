/** One transaction after the other, never above the ceiling, and again with a higher fee when it does not get into a block. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Account,
  BaseError,
  type Hex,
  type PublicClient,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
  type WalletClient,
} from "viem";

export type Tag = "pending" | "latest";
export type Call = { to: Hex; data: Hex };
export type Sent =
  | { outcome: "mined"; hash: Hex; isSuccess: boolean }
  | { outcome: "dear"; baseFee: bigint }
  /** Nobody needs it any more. */
  | { outcome: "superseded" }
  /** Not in a block after all raises. */
  | { outcome: "stuck"; hash: Hex };

export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

export type SenderOptions = {
  chain: PublicClient;
  wallet: WalletClient & { account: Account };
  /** Wei for a unit of gas. */
  ceiling: bigint;
  /** Milliseconds without a block before the fee is raised, and how often it is. */
  raiseAfter: number;
  raises: number;
  onRaise: (facts: { nonce: number; maxFeePerGas: bigint }) => void;
};

/** A node takes a replacement from ten percent more on; an eighth is safely above. */
const raised = (fee: bigint): bigint => fee + fee / 8n + 1n;
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What to offer when gas costs this much now; undefined when that is above the ceiling. */
export function feesFor({ baseFee, tip }: { baseFee: bigint; tip: bigint }, ceiling: bigint): Fees | undefined {
  if (baseFee > ceiling) return undefined;
  const maxFeePerGas = least(2n * baseFee + tip, ceiling);
  return { maxFeePerGas, maxPriorityFeePerGas: least(tip, maxFeePerGas) };
}

/** Enough for a node to take it in place of `before`; undefined when the ceiling does not leave room for that. */
export function raisedFees(before: Fees, now: Fees, ceiling: bigint): Fees | undefined {
  const maxFeePerGas = most(raised(before.maxFeePerGas), now.maxFeePerGas);
  const maxPriorityFeePerGas = most(raised(before.maxPriorityFeePerGas), now.maxPriorityFeePerGas);
  return maxFeePerGas > ceiling ? undefined : { maxFeePerGas, maxPriorityFeePerGas: least(maxPriorityFeePerGas, maxFeePerGas) };
}

const mined = ({ transactionHash, status }: TransactionReceipt): Sent => ({
  outcome: "mined",
  hash: transactionHash,
  isSuccess: status === "success",
});

/** The node holds another transaction with this nonce: of a keeper that was stopped, or of another copy with the same key. */
const isOccupied = (error: unknown): boolean =>
  error instanceof BaseError && /replacement transaction underpriced|replacement fee too low/i.test(error.message);

export function openSender({ chain, wallet, ceiling, raiseAfter, raises, onRaise }: SenderOptions) {
  let last: { nonce: number; fees: Fees } | undefined;
  const { account } = wallet;

  const feesNow = async () => {
    const { baseFeePerGas } = await chain.getBlock({ blockTag: "latest" });
    const baseFee = baseFeePerGas ?? 0n;
    return { baseFee, fees: feesFor({ baseFee, tip: await chain.estimateMaxPriorityFeePerGas() }, ceiling) };
  };

  const receiptOf = async (hashes: readonly Hex[]) => {
    for (const hash of hashes) {
      try {
        return await chain.getTransactionReceipt({ hash });
      } catch (error) {
        if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
      }
    }
    return undefined;
  };

  const minedWithin = async (hashes: readonly Hex[], milliseconds: number) => {
    for (const until = Date.now() + milliseconds; ; await sleep(chain.pollingInterval)) {
      const receipt = await receiptOf(hashes);
      if (receipt || Date.now() >= until) return receipt;
    }
  };

  /** @param blockTag Where the call was tried. @param isWanted Asked before a fee is raised: somebody else may have done it meanwhile. */
  return async function send(call: Call, blockTag: Tag, isWanted: () => Promise<boolean>): Promise<Sent> {
    const { baseFee, fees: offered } = await feesNow();
    if (!offered) return { outcome: "dear", baseFee };
    const gas = await chain.estimateGas({ ...call, account, blockTag });
    // What is on its way and stuck is replaced, whoever sent it: a keeper has nothing to do that must not be lost.
    const nonce = await chain.getTransactionCount({ address: account.address, blockTag: "latest" });
    const hashes: Hex[] = [];
    let fees = last?.nonce === nonce ? raisedFees(last.fees, offered, ceiling) : offered;
    if (!fees) return { outcome: "dear", baseFee };
    for (let attempt = 0; attempt <= raises; attempt++) {
      if (fees) {
        last = { nonce, fees };
        const request = { ...call, gas, nonce, ...fees, account, chain: wallet.chain ?? null };
        if (attempt > 0) onRaise({ nonce, maxFeePerGas: fees.maxFeePerGas });
        try {
          hashes.unshift(await wallet.sendTransaction(request));
        } catch (error) {
          if (!isOccupied(error) || attempt === raises) throw error;
        }
      }
      const receipt = await minedWithin(hashes, raiseAfter);
      if (receipt) return mined(receipt);
      if (!(await isWanted())) {
        // Perhaps because ours got into a block just now.
        const late = await receiptOf(hashes);
        return late ? mined(late) : { outcome: "superseded" };
      }
      const now = (await feesNow()).fees;
      // At the ceiling it waits like everybody else.
      fees = now && raisedFees(last?.nonce === nonce ? last.fees : now, now, ceiling);
    }
    const [hash] = hashes;
    return hash === undefined ? { outcome: "dear", baseFee } : { outcome: "stuck", hash };
  };
}
