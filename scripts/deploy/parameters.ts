import { type Address, type ContractFunctionReturnType, parseEther, zeroAddress } from "viem";
import type { courtAbi } from "../../core/chain/abi.ts";
import type { Chain } from "./chains.ts";

const HOUR = 3_600n;
const DAY = 24n * HOUR;

/** As in IGuildCourt.Parameters, which says what each of them means. */
export type CourtParameters = ContractFunctionReturnType<typeof courtAbi, "view", "parameters">;

/** A token whose fees earn experience. */
export type ListedToken = {
  name: string;
  address: Address;
  /** Points of experience for 10^18 of its smallest unit. */
  rate: bigint;
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
  tokens?: ListedToken[];
};

/** A lane's, in hours. */
const periods = (answer: bigint, evidence: bigint, commit: bigint, reveal: bigint, appeal: bigint): CourtParameters["fast"] => ({
  answer: answer * HOUR,
  evidence: evidence * HOUR,
  evidenceBlocks: 1n,
  commit: commit * HOUR,
  reveal: reveal * HOUR,
  appeal: appeal * HOUR,
});

/**
 * A local chain has a block only where it has a transaction, so the seed block is the next one and time alone decides when the
 * draw may begin; its node remembers 256 hashes.
 */
export const localParameters: DeployParameters = {
  feeBps: 100,
  governanceDelay: 60,
  court: {
    seatStake: parseEther("1"),
    minDeposit: parseEther("0.02"),
    maxDeposit: parseEther("0.06"),
    depositBps: 100n,
    drawBounty: parseEther("0.001"),
    silenceBps: 2_500n,
    incoherenceBps: 5_000n,
    // As far as the deposit is the least there is.
    fastLimit: parseEther("2"),
    seatDelay: HOUR,
    leaveDelay: 30n * DAY,
    seedWindow: 256n,
    drawPeriod: 7n * DAY,
    minOwners: 9n,
    seatWeight: 500n,
    fast: periods(72n, 48n, 24n, 24n, 48n),
    standard: periods(120n, 72n, 48n, 48n, 72n),
  },
  // A fee of 0.01 of the coin, or of 25 of the token's whole units, is a hundred points.
  coinRate: 10_000n,
  tokenRate: 4_000_000_000_000n,
};

export const COIN: Address = zeroAddress;

/** A fee of 25 whole units of a listed token is a hundred points, as with the local one. */
const rateOf = (decimals: number): bigint => 10n ** 18n / ((25n * 10n ** BigInt(decimals)) / 100n);

/**
 * The same court on a chain of real blocks: the seed block comes when the time for evidence has passed, and may be proved for
 * as long as the chain remembers hashes.
 */
export function parametersFor(
  { blockTime, seedWindow, governanceDelay, isLocal, tokens }: Chain,
  people?: Required<Pick<DeployParameters, "governor" | "guardian" | "treasury">>,
): DeployParameters {
  if (isLocal || blockTime === undefined) return localParameters;
  const fitted = <T extends object>(tree: T): T =>
    Object.fromEntries(
      Object.entries(tree).map(([name, value]) => {
        if (typeof value === "object") return [name, fitted(value)];
        if (name === "seedWindow") return [name, BigInt(seedWindow)];
        if (name !== "evidenceBlocks") return [name, value];
        const { evidence } = tree as { evidence?: bigint };
        if (evidence === undefined) throw new Error("evidenceBlocks has no period beside it.");
        return [name, evidence / BigInt(blockTime)];
      }),
    ) as T;
  return {
    ...localParameters,
    ...people,
    governanceDelay,
    // Three times the largest panel, so that every appeal can be filled and no few wallets are the whole bench (docs/economics.md).
    court: { ...fitted(localParameters.court), minOwners: 45n },
    tokens: tokens.map(({ name, address, decimals }) => ({ name, address, rate: rateOf(decimals) })),
  };
}
