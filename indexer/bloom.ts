import { createRequire } from "node:module";
import type { Hex } from "viem";

// viem's own keccak without viem, whose loading is half of a restart.
const { keccak_256: keccak }: { keccak_256(bytes: Uint8Array): Uint8Array } = createRequire(
  createRequire(import.meta.url).resolve("viem"),
)("@noble/hashes/sha3");

/** Three bits of 2,048 for each address and topic: a block whose bloom lacks one holds no log with it. */
type Bit = { digit: number; mask: number };

function bitsOf(value: Hex): Bit[] {
  const hash = Buffer.from(keccak(Buffer.from(value.slice(2), "hex"))).toString("hex");
  return [0, 4, 8].map((at) => {
    const bit = Number.parseInt(hash.slice(at, at + 4), 16) & 2_047;
    // Bit 0 is the last of the last hexadecimal digit.
    return { digit: 2 + 511 - (bit >> 2), mask: 1 << (bit & 3) };
  });
}

/** Whether a block may hold a log of ours: one of the addresses together with one of the topics. */
export function bloomTest(addresses: readonly Hex[], topics: readonly Hex[]): (bloom: Hex) => boolean {
  const ours = addresses.map(bitsOf);
  const events = topics.map(bitsOf);
  const has = (bloom: Hex) => (bits: Bit[]) =>
    bits.every(({ digit, mask }) => (Number.parseInt(bloom[digit] ?? "0", 16) & mask) !== 0);
  return (bloom) => ours.some(has(bloom)) && events.some(has(bloom));
}
