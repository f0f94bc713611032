/**
 * The chains that this court may stand on, and those that it may not. The draw trusts the header of one block: what that
 * header, the clock and the sequencer mean on each chain is written in docs/chains.md, and a test holds the two equal.
 */
import { Complaint } from "../local/complaint.ts";

type Accepted = {
  name: string;
  id: number;
  accepted: true;
  isLocal: boolean;
  /** Seconds; undefined where blocks come only with transactions. */
  blockTime?: number;
  /** How many blocks back a hash can be proved: EIP-2935's ring, or what `blockhash` remembers. */
  seedWindow: number;
  /** Blocks until a transaction counts. */
  confirmations: number;
  /** The most that we pay for gas, in gwei, unless MAX_FEE_GWEI says otherwise. */
  maxFeeGwei?: number;
  /** Seconds between what governance says and when it happens. */
  governanceDelay: number;
  explorer?: string;
  tokens: readonly { name: string; address: `0x${string}`; decimals: number }[];
};
type Refused = { name: string; id: number; accepted: false; why: string };
export type Chain = Accepted;

const DAY = 86_400;

export const chains: readonly (Accepted | Refused)[] = [
  {
    name: "mainnet",
    id: 1,
    accepted: true,
    isLocal: false,
    blockTime: 12,
    seedWindow: 8_191,
    confirmations: 5,
    maxFeeGwei: 30,
    governanceDelay: 7 * DAY,
    explorer: "https://etherscan.io",
    tokens: [{ name: "USDC", address: "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", decimals: 6 }],
  },
  {
    name: "sepolia",
    id: 11_155_111,
    accepted: true,
    isLocal: false,
    blockTime: 12,
    seedWindow: 8_191,
    confirmations: 2,
    maxFeeGwei: 100,
    governanceDelay: DAY,
    explorer: "https://sepolia.etherscan.io",
    tokens: [{ name: "USDC", address: "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238", decimals: 6 }],
  },
  {
    name: "local",
    id: 31_337,
    accepted: true,
    isLocal: true,
    seedWindow: 256,
    confirmations: 1,
    governanceDelay: 60,
    tokens: [],
  },
  {
    name: "base",
    id: 8_453,
    accepted: false,
    why: "its prevrandao repeats that of a block of Ethereum that is known before, so the sequencer sees the panel coming",
  },
  {
    name: "optimism",
    id: 10,
    accepted: false,
    why: "its prevrandao repeats that of a block of Ethereum that is known before, so the sequencer sees the panel coming",
  },
  { name: "arbitrum", id: 42_161, accepted: false, why: "its prevrandao is always 1, so there is nothing to draw from" },
];

/** A chain without a row is refused like one whose row says no. */
export function chainNamed(name: string): Chain {
  const found = chains.find((one) => one.name === name);
  const known = chains.filter(({ accepted }) => accepted).map((one) => one.name);
  if (!found) {
    throw new Complaint(
      `No row of docs/chains.md says what a block's hash, the clock and the sequencer of ${name} mean for the draw: deploy to ${known.join(", ")}.`,
    );
  }
  if (!found.accepted) throw new Complaint(`${name} is refused: ${found.why} (docs/chains.md).`);
  return found;
}
