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

/** An owner's signed word to a token that somebody may take `value` (ERC-2612), as the contract takes it. */
export type Permit = { value: bigint; deadline: bigint; v: number; r: Hex; s: Hex };

/** An ERC-20 amount that the contract takes. */
export type Allowance = {
  token: Address;
  symbol: string;
  decimals: number;
  spender: Address;
  amount: bigint;
  /** The same call with a permit in it, where the contract takes one. */
  withPermit?: (permit: Permit) => Promise<Call>;
};

/** How the contract comes to be allowed what it takes: in the same confirmation, by a signature, by a transaction before; or it is already. */
export type Way = "allowed" | "batch" | "permit" | "approve";

export type TransactionPlan = Review & {
  /** A function when something must be fetched or kept first; it runs when the dialog opens, and again on another try. */
  call: Call | (() => Promise<Call>);
  /** What is missing is allowed first, exactly. */
  allowance?: Allowance | undefined;
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
  | { kind: "dropped"; hash: Hex | null }
  | { kind: "not-prepared"; problem: unknown }
  | { kind: "not-kept"; problem: unknown }
  | { kind: "unreachable" }
  | { kind: "wallet-failed"; detail: string };

export type Progress =
  | { at: "checking" }
  /** `cost` is null when the node could not say. */
  | { at: "ready"; call: Call | null; cost: bigint | null; way: Way }
  | { at: "allowing"; way: Way }
  | { at: "signing" }
  /** A batch has no hash before its block. */
  | { at: "sent"; hash: Hex | null }
  | { at: "confirmed"; hash: Hex; block: bigint; isLate: boolean }
  | { at: "seen"; hash: Hex; block: bigint }
  | { at: "keeping" }
  | { at: "kept" }
  | { at: "ended"; ending: Ending };
