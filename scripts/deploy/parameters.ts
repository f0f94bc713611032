import { type Address, parseEther, zeroAddress } from "viem";

const HOUR = 3_600n;
const DAY = 24n * HOUR;

/** As in IGuildCourt.Parameters, which says what each of them means. */
export type CourtParameters = {
  seatStake: bigint;
  minDeposit: bigint;
  maxDeposit: bigint;
  depositBps: bigint;
  drawBounty: bigint;
  silenceBps: bigint;
  seatDelay: bigint;
  leaveDelay: bigint;
  answerPeriod: bigint;
  evidencePeriod: bigint;
  evidenceBlocks: bigint;
  seedWindow: bigint;
  drawPeriod: bigint;
  commitPeriod: bigint;
  revealPeriod: bigint;
  minOwners: bigint;
  seatWeight: bigint;
};

export type DeployParameters = {
  feeBps: number;
  /** Where fees go; the deployer if it is not said. */
  treasury?: Address;
  /** Who sets fee, treasury and rates after the delay, and who pauses new funding at once; the deployer if it is not said. */
  governor?: Address;
  guardian?: Address;
  /** Seconds between what governance says and when it happens. */
  governanceDelay: number;
  court: CourtParameters;
  /** Points of experience for 10^18 of the native coin's smallest unit, and of the local token's. */
  coinRate: bigint;
  tokenRate: bigint;
};

/**
 * A local chain has a block only where it has a transaction, so the seed block is the next one and time alone decides when the
 * draw may begin; its node remembers 256 hashes.
 */
export const localParameters: DeployParameters = {
  feeBps: 100,
  governanceDelay: 60,
  court: {
    seatStake: parseEther("1"),
    minDeposit: parseEther("0.005"),
    maxDeposit: parseEther("0.05"),
    depositBps: 500n,
    drawBounty: parseEther("0.001"),
    silenceBps: 2_500n,
    seatDelay: HOUR,
    leaveDelay: 30n * DAY,
    answerPeriod: 72n * HOUR,
    evidencePeriod: 48n * HOUR,
    evidenceBlocks: 1n,
    seedWindow: 256n,
    drawPeriod: 7n * DAY,
    commitPeriod: 24n * HOUR,
    revealPeriod: 24n * HOUR,
    minOwners: 9n,
    seatWeight: 500n,
  },
  // A fee of 0.01 of the coin, or of 25 of the token's whole units, is a hundred points.
  coinRate: 10_000n,
  tokenRate: 4_000_000_000_000n,
};

export const COIN: Address = zeroAddress;
