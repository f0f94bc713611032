import type { ContractErrorName } from "viem";
import type { courtAbi, escrowAbi, reputationAbi } from "./abi.ts";

/** Every error that our contracts can answer with. */
export type ChainError =
  | ContractErrorName<typeof escrowAbi>
  | ContractErrorName<typeof courtAbi>
  | ContractErrorName<typeof reputationAbi>;

export type ChainErrorKey = `errors.chain.${ChainError}`;

/** A new Solidity error does not compile here until it is named, nor in the messages until it has a sentence. */
const names = {
  Escrow_AlreadyAccepted: true,
  Escrow_AmendmentRefused: true,
  Escrow_BadAmount: true,
  Escrow_BadDeployment: true,
  Escrow_BadMilestoneCount: true,
  Escrow_BadParties: true,
  Escrow_BadReviewPeriod: true,
  Escrow_BadShare: true,
  Escrow_BadSignature: true,
  Escrow_CourtWithoutCode: true,
  Escrow_DuePassed: true,
  Escrow_FeeNotCurrent: true,
  Escrow_FeeOnTransfer: true,
  Escrow_GasTooLow: true,
  Escrow_IsCancelled: true,
  Escrow_NotAccepted: true,
  Escrow_NotClient: true,
  Escrow_NotDeveloper: true,
  Escrow_NotParty: true,
  Escrow_NotRuled: true,
  Escrow_NothingToFund: true,
  Escrow_NothingToWithdraw: true,
  Escrow_Paused: true,
  Escrow_Reentered: true,
  Escrow_ReviewClosed: true,
  Escrow_ReviewOpen: true,
  Escrow_SignatureExpired: true,
  Escrow_SubmissionClosed: true,
  Escrow_SubmissionOpen: true,
  Escrow_TooManyRequests: true,
  Escrow_TransferFailed: true,
  Escrow_Unknown: true,
  Escrow_WrongCase: true,
  Escrow_WrongChain: true,
  Escrow_WrongState: true,
  Escrow_WrongValue: true,
  Court_AlreadyCommitted: true,
  Court_BadHeader: true,
  Court_BadParameters: true,
  Court_BadVote: true,
  Court_CaseExists: true,
  Court_CommitmentMismatch: true,
  Court_EmptyCommitment: true,
  Court_Full: true,
  Court_LeavesLater: true,
  Court_LowStanding: true,
  Court_NotDrawn: true,
  Court_NotEscrow: true,
  Court_NotParty: true,
  Court_NotSeatHolder: true,
  Court_NothingToWithdraw: true,
  Court_PanelNotFound: true,
  Court_PeriodOpen: true,
  Court_PeriodOver: true,
  Court_SeatBusy: true,
  Court_SeedLost: true,
  Court_SeedTooEarly: true,
  Court_TooFewOwners: true,
  Court_TooManySeats: true,
  Court_WithdrawFailed: true,
  Court_WrongDeposit: true,
  Court_WrongPeriod: true,
  Court_WrongStake: true,
  Reputation_BadDeployment: true,
  Reputation_NoToken: true,
  Reputation_NotCourt: true,
  Reputation_NotEscrow: true,
  Reputation_Soulbound: true,
  Reputation_ZeroAddress: true,
} as const satisfies Record<ChainError, true>;

export const chainErrors = Object.keys(names) as ChainError[];
export const isChainError = (name: string): name is ChainError => Object.hasOwn(names, name);

/** The message key of a contract's error: `errors.chain.Escrow_NotClient`. */
export const chainErrorKey = (name: ChainError): ChainErrorKey => `errors.chain.${name}`;
