import { type Address, encodeAbiParameters, type Hex, hashTypedData, keccak256, zeroHash } from "viem";

export { packConfig, type TermsConfig, unpackConfig } from "./config.ts";

/** An agreement's Terms exactly as Escrow hashes them. Times in unix seconds, amounts in the token's smallest unit. */
export type Terms = {
  client: Address;
  developer: Address;
  /** The zero address is the chain's native coin. */
  token: Address;
  court: Address;
  /** See `packConfig`. */
  config: bigint;
  /** The agreement that this one amends, or zero. */
  previous: Hex;
  /** Digest of the canonical JSON of the brief and its milestones. */
  brief: Hex;
  milestones: readonly { amount: bigint; due: number }[];
};

/** What Escrow accepts as a review period, in seconds. */
export const MIN_REVIEW_PERIOD = 3_600;
export const MAX_REVIEW_PERIOD = 90 * 86_400;
export const MAX_CHANGE_REQUESTS = 3;
/** After this many seconds without a ruling, anyone may split a disputed milestone evenly. */
export const LONG_STOP = 90 * 86_400;
/** How much of a milestone may answer the claim over it, in basis points, where the Terms allow it. */
export const MAX_ADVANCE_BPS = 2_000;
export const NO_PREVIOUS = zeroHash;

/** 160 random bits, so that two agreements over the same words differ. */
export function randomNonce(): bigint {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

export type EscrowDomain = { chainId: number; escrow: Address };
export type CourtDomain = { chainId: number; court: Address };

const escrowDomain = ({ chainId, escrow }: EscrowDomain) => ({
  name: "Guildhall Escrow",
  version: "1",
  chainId,
  verifyingContract: escrow,
});

export const termsTypes = {
  Terms: [
    { name: "client", type: "address" },
    { name: "developer", type: "address" },
    { name: "token", type: "address" },
    { name: "court", type: "address" },
    { name: "config", type: "uint256" },
    { name: "previous", type: "bytes32" },
    { name: "brief", type: "bytes32" },
    { name: "milestones", type: "Milestone[]" },
  ],
  Milestone: [
    { name: "amount", type: "uint96" },
    { name: "due", type: "uint40" },
  ],
} as const;

/** What client and developer sign. Its digest is the agreement's id. */
export const termsTypedData = (terms: Terms, domain: EscrowDomain) => ({
  domain: escrowDomain(domain),
  types: termsTypes,
  primaryType: "Terms" as const,
  message: { ...terms, milestones: terms.milestones.map(({ amount, due }) => ({ amount, due })) },
});

export const agreementId = (terms: Terms, domain: EscrowDomain): Hex => hashTypedData(termsTypedData(terms, domain));

/** The contract's states of a milestone in its order: `milestoneStates[state]`. */
export const milestoneStates = [
  "Unfunded",
  "Funded",
  "Submitted",
  "Disputed",
  "Released",
  "Refunded",
  "Settled",
  "Ruled",
  "Amended",
] as const;

/**
 * A split of one milestone. `state`, `clock` and `remaining` are what `laneOf` says now (remaining = amount − released):
 * any change of the milestone makes the signature worthless.
 */
export type Settlement = {
  agreement: Hex;
  index: bigint;
  developerBps: bigint;
  state: number;
  clock: bigint;
  remaining: bigint;
  deadline: bigint;
};

export const settlementTypes = {
  Settlement: [
    { name: "agreement", type: "bytes32" },
    { name: "index", type: "uint256" },
    { name: "developerBps", type: "uint256" },
    { name: "state", type: "uint8" },
    { name: "clock", type: "uint256" },
    { name: "remaining", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

export const settlementTypedData = (settlement: Settlement, domain: EscrowDomain) => ({
  domain: escrowDomain(domain),
  types: settlementTypes,
  primaryType: "Settlement" as const,
  message: settlement,
});

/**
 * New Terms in the place of an agreement. `word` and `moved` are what `amendmentOf` says now: once anything of the
 * agreement has moved the signature is worthless. `funded`: how many of the new milestones are covered.
 */
export type Amendment = { agreement: Hex; next: Hex; word: bigint; moved: bigint; funded: bigint; deadline: bigint };

export const amendmentTypes = {
  Amendment: [
    { name: "agreement", type: "bytes32" },
    { name: "next", type: "bytes32" },
    { name: "word", type: "uint256" },
    { name: "moved", type: "uint256" },
    { name: "funded", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

export const amendmentTypedData = (amendment: Amendment, domain: EscrowDomain) => ({
  domain: escrowDomain(domain),
  types: amendmentTypes,
  primaryType: "Amendment" as const,
  message: amendment,
});

/** A milestone is disputed once, so its case has a name before it is opened. */
export const caseId = (agreement: Hex, index: bigint, { chainId, court, escrow }: CourtDomain & EscrowDomain): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: "uint256" }, { type: "address" }, { type: "address" }, { type: "bytes32" }, { type: "uint256" }],
      [BigInt(chainId), court, escrow, agreement, index],
    ),
  );

/** One arbiter's place in one case. `round` is that of the `Drawn` event. */
export type Place = { caseId: Hex; round: bigint; seat: bigint; arbiter: Address };

/** What `commit` takes: binds chain, court, case, round, seat and arbiter, so nobody can use it elsewhere. */
export const commitment = (place: Place, vote: { developerBps: bigint; salt: Hex }, { chainId, court }: CourtDomain): Hex =>
  keccak256(
    encodeAbiParameters(
      [
        { type: "uint256" },
        { type: "address" },
        { type: "bytes32" },
        { type: "uint256" },
        { type: "uint256" },
        { type: "address" },
        { type: "uint256" },
        { type: "bytes32" },
      ],
      [BigInt(chainId), court, place.caseId, place.round, place.seat, place.arbiter, vote.developerBps, vote.salt],
    ),
  );

export const saltTypes = {
  Vote: [
    { name: "caseId", type: "bytes32" },
    { name: "round", type: "uint256" },
    { name: "seat", type: "uint256" },
    { name: "arbiter", type: "address" },
  ],
} as const;

/** Signed again it gives the same salt, so a lost browser loses no vote. It does not hold the vote itself. */
export const saltTypedData = (place: Place, { chainId, court }: CourtDomain) => ({
  domain: { name: "Guildhall Court", version: "1", chainId, verifyingContract: court },
  types: saltTypes,
  primaryType: "Vote" as const,
  message: place,
});

export const saltOf = (signature: Hex): Hex => keccak256(signature);
