import type { ReactNode } from "react";
import type { Abi, Address, Hex, TypedDataDefinition } from "viem";

/** What a contract is asked to do. Times and amounts as the contract takes them. */
export type Call = {
  abi: Abi;
  address: Address;
  functionName: string;
  args: readonly unknown[];
  value?: bigint;
};

/** What the person reads before signing. */
export type Review = {
  /** What will be done, as the button said it: "Fund milestone 1". */
  title: ReactNode;
  /** What will happen, in plain words. */
  summary: ReactNode;
  /** Parties, amounts, dates: what one checks before paying. Put in `<Fact name>` order. */
  facts?: { name: ReactNode; value: ReactNode; help?: ReactNode }[];
  /** What happens when the other side, or nobody, does anything from here on. */
  ifNobodyActs?: ReactNode;
};

export type TransactionPlan = Review & {
  /** A function when something must be fetched or kept first; it runs when the dialog opens, and again on another try. */
  call: Call | (() => Promise<Call>);
  /** An ERC-20 amount that the contract takes: what is missing is allowed first, exactly. */
  allowance?: { token: Address; symbol: string; decimals: number; spender: Address; amount: bigint };
  /** What one may do now; shown when it is done. */
  success?: ReactNode;
};

export type SignaturePlan = Review & {
  typedData: TypedDataDefinition | (() => Promise<TypedDataDefinition>);
  /** Hands the signature in; its failure is shown, and the signature is kept for another try. Without it the signature stays here. */
  keep?: (signature: Hex) => Promise<unknown>;
  success?: ReactNode;
};

export type Mined = { hash: Hex; block: bigint };

/** Every way it can end without being done. */
export type Ending =
  | { kind: "rejected" }
  | { kind: "disconnected" }
  | { kind: "wrong-account"; has: Address }
  | { kind: "wrong-network" }
  | { kind: "too-little"; need: bigint; have: bigint; symbol: string | null; decimals: number }
  /** Found out by trying it: nothing was sent. */
  | { kind: "refused"; error: string }
  /** Put in a block and undone there. */
  | { kind: "reverted"; error: string | null; hash: Hex }
  | { kind: "replaced"; hash: Hex }
  | { kind: "cancelled"; hash: Hex }
  | { kind: "dropped"; hash: Hex }
  | { kind: "not-prepared"; problem: unknown }
  | { kind: "not-kept"; problem: unknown }
  | { kind: "unreachable" }
  | { kind: "wallet-failed"; detail: string };

export type Progress =
  | { at: "checking" }
  /** `cost` is null when the node could not say. */
  | { at: "ready"; call: Call | null; cost: bigint | null; needsAllowance: boolean }
  | { at: "allowing" }
  | { at: "signing" }
  | { at: "sent"; hash: Hex }
  | { at: "confirmed"; hash: Hex; block: bigint; isLate: boolean }
  | { at: "seen"; hash: Hex; block: bigint }
  | { at: "keeping" }
  | { at: "kept" }
  | { at: "ended"; ending: Ending };
