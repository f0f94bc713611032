import { formatEther } from "viem";

/** Every wei of it: a number that was rounded proves nothing. */
export const coins = (wei: bigint): string => `${formatEther(wei)} ETH`;

export const signed = (wei: bigint): string => {
  if (wei === 0n) return "0";
  return `${wei < 0n ? "−" : "+"}${formatEther(wei < 0n ? -wei : wei)}`;
};

export const grouped = (number: bigint): string => number.toString().replace(/\B(?=(\d{3})+$)/g, ",");

export const shares = (bps: bigint): string => `${Number(bps) / 100} %`;
