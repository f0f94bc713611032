import { encodeAbiParameters, type Hex, keccak256 } from "viem";

const hashOf = (first: bigint, second: bigint): bigint =>
  BigInt(keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [first, second])));

type Lot = {
  /** The seed block's. */
  prevRandao: Hex;
  caseId: Hex;
  /** seats[i] is who holds seat i + 1, as it was at the answer. */
  seats: readonly string[];
  parties: readonly string[];
  panel: number;
};

/** Who must have been drawn: the lot drawn again, from the block's randomness alone. */
export function drawAgain({ prevRandao, caseId, seats, parties, panel }: Lot): { seat: bigint; arbiter: string }[] {
  const seed = hashOf(BigInt(prevRandao), BigInt(caseId));
  const drawn: { seat: bigint; arbiter: string }[] = [];
  for (let tries = 0n; drawn.length < panel && tries < 96n; tries += 1n) {
    const seat = (hashOf(seed, tries) % BigInt(seats.length)) + 1n;
    const arbiter = seats[Number(seat) - 1] ?? "";
    if (parties.includes(arbiter) || drawn.some((other) => other.arbiter === arbiter)) continue;
    drawn.push({ seat, arbiter });
  }
  return drawn;
}
