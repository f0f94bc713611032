/** Every parameter in words that a person can check before the money is spent. */
import { formatEther } from "viem";

const HOUR = 3_600;
const DAY = 24 * HOUR;

export function duration(seconds: number | bigint): string {
  const all = Number(seconds);
  if (all === 0) return "at once";
  if (all % DAY === 0) return `${all / DAY} d`;
  if (all % HOUR === 0) return `${all / HOUR} h`;
  return all < HOUR ? `${all} s` : `${(all / HOUR).toFixed(1)} h`;
}

type Words = (value: bigint, blockTime?: number) => string;

const ether: Words = (value) => `${formatEther(value)} ETH`;
const share: Words = (value) => `${Number(value) / 100} %`;
const time: Words = (value) => duration(value);
const blocks: Words = (value, blockTime) =>
  `${value} ${value === 1n ? "block" : "blocks"}${blockTime ? ` (about ${duration(Math.round((Number(value) * blockTime) / 360) * 360)})` : ""}`;

/** By the last word of a parameter's name. A name that none of these knows is refused, so that none is shown without a unit. */
const units: readonly [RegExp, Words][] = [
  [/(Stake|Deposit|Bounty|Limit)$/, ether],
  [/Bps$/, share],
  [/(Blocks|Window)$/, blocks],
  [/(Delay|Period)$|^(answer|evidence|commit|reveal|appeal)$/, time],
  [/Owners$/, (value) => `${value} wallets`],
  [/Weight$/, (value) => `${value} points of standing`],
];

export function inWords(path: string, value: unknown, blockTime?: number): string {
  const name = path.split(".").at(-1) ?? path;
  const words = units.find(([pattern]) => pattern.test(name))?.[1];
  if (!words || typeof value !== "bigint") throw new Error(`No unit is known for the parameter ${path}: add it to words.ts.`);
  return words(value, blockTime);
}
