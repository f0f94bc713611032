import { type Hex, keccak256, toRlp } from "viem";

/** The fields of `eth_getBlockByNumber` that a block's header is made of, in the order in which they are hashed. */
const fields = [
  "parentHash",
  "sha3Uncles",
  "miner",
  "stateRoot",
  "transactionsRoot",
  "receiptsRoot",
  "logsBloom",
  "difficulty",
  "number",
  "gasLimit",
  "gasUsed",
  "timestamp",
  "extraData",
  "mixHash",
  "nonce",
  // London, Shanghai, Cancun, Cancun, Cancun, Prague: later fields come last, so older headers simply end earlier.
  "baseFeePerGas",
  "withdrawalsRoot",
  "blobGasUsed",
  "excessBlobGas",
  "parentBeaconBlockRoot",
  "requestsHash",
] as const;
const quantities = new Set<string>([
  "difficulty",
  "number",
  "gasLimit",
  "gasUsed",
  "timestamp",
  "baseFeePerGas",
  "blobGasUsed",
  "excessBlobGas",
]);

/** A block as the node's JSON-RPC answers it, numbers in hex. */
export type RpcBlock = { hash: Hex | null } & Partial<Record<(typeof fields)[number], string | null | undefined>>;

const quantity = (value: string): Hex => {
  const digits = BigInt(value).toString(16);
  return digits === "0" ? "0x" : `0x${digits.length % 2 ? "0" : ""}${digits}`;
};

/**
 * RLP of the header, as `Court.draw` wants it: the draw's seed is the prevRandao in it, proved against the block's hash.
 * Throws when the fields do not hash to the block's hash (a header with fields that this list does not know).
 */
export function headerRlp(block: RpcBlock): Hex {
  const values: Hex[] = [];
  for (const name of fields) {
    const value = block[name];
    if (value === undefined || value === null) continue;
    values.push(quantities.has(name) ? quantity(value) : (value as Hex));
  }

  const rlp = toRlp(values);
  if (keccak256(rlp) !== block.hash) throw new Error(`Block ${block.number} has a header of an unknown shape.`);
  return rlp;
}
