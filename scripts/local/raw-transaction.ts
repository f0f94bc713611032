/** A node gives back a transaction's fields, not its bytes: they are put together again, and proved by the hash. */
import { type Hex, keccak256, serializeTransaction, type Signature, type TransactionSerializable } from "viem";

export type RpcTransaction = {
  hash: Hex;
  type: Hex;
  nonce: Hex;
  to: Hex | null;
  value: Hex;
  gas: Hex;
  input: Hex;
  chainId?: Hex | null;
  gasPrice?: Hex;
  maxFeePerGas?: Hex;
  maxPriorityFeePerGas?: Hex;
  accessList?: { address: Hex; storageKeys: Hex[] }[];
  authorizationList?: { chainId: Hex; address: Hex; nonce: Hex; yParity: Hex; r: Hex; s: Hex }[];
  v: Hex;
  yParity?: Hex;
  r: Hex;
  s: Hex;
};

export type RpcBlock = {
  number: Hex;
  hash: Hex;
  timestamp: Hex;
  baseFeePerGas: Hex;
  mixHash: Hex;
  miner: Hex;
  transactions: RpcTransaction[];
};

export function rawTransaction(transaction: RpcTransaction): Hex {
  const raw = serializeTransaction(fieldsOf(transaction), signatureOf(transaction));
  if (keccak256(raw) === transaction.hash) return raw;
  throw new Error(`Transaction ${transaction.hash} of type ${transaction.type} cannot be recorded.`);
}

/** r and s are numbers to the node, which leaves off their leading zeros; viem wants all 32 bytes. */
const word = (hex: Hex): Hex => `0x${hex.slice(2).padStart(64, "0")}`;

const signatureOf = ({ v, yParity, r, s, type }: RpcTransaction): Signature =>
  type === "0x0" ? { r: word(r), s: word(s), v: BigInt(v) } : { r: word(r), s: word(s), yParity: Number(yParity ?? v) };

function fieldsOf(transaction: RpcTransaction): TransactionSerializable {
  const common = {
    nonce: Number(transaction.nonce),
    to: transaction.to,
    value: BigInt(transaction.value),
    gas: BigInt(transaction.gas),
    data: transaction.input,
  };
  const chainId = Number(transaction.chainId ?? 0);
  const accessList = transaction.accessList ?? [];
  const fees = () => ({
    maxFeePerGas: BigInt(transaction.maxFeePerGas ?? 0),
    maxPriorityFeePerGas: BigInt(transaction.maxPriorityFeePerGas ?? 0),
  });
  switch (transaction.type) {
    case "0x0":
      // Before EIP-155 a signature said nothing of the chain.
      return {
        ...common,
        type: "legacy",
        gasPrice: BigInt(transaction.gasPrice ?? 0),
        ...(BigInt(transaction.v) >= 35n ? { chainId } : {}),
      };
    case "0x1":
      return { ...common, type: "eip2930", chainId, accessList, gasPrice: BigInt(transaction.gasPrice ?? 0) };
    case "0x2":
      return { ...common, type: "eip1559", chainId, accessList, ...fees() };
    case "0x4":
      return {
        ...common,
        type: "eip7702",
        chainId,
        accessList,
        ...fees(),
        authorizationList: (transaction.authorizationList ?? []).map((one) => ({
          chainId: Number(one.chainId),
          address: one.address,
          nonce: Number(one.nonce),
          yParity: Number(one.yParity),
          r: word(one.r),
          s: word(one.s),
        })),
      };
    default:
      throw new Error(`Transactions of type ${transaction.type} cannot be recorded.`);
  }
}
