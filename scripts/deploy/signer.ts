/** A node's RPC with one account of ours in it: what is sent from that account is signed here. */
import { appendFileSync } from "node:fs";
import { type Address, type Hex, hexToBigInt, hexToNumber, keccak256, type LocalAccount, type PublicClient } from "viem";

type Sent = { nonce: number; hash: Hex; raw: Hex };
type Request = { method: string; params?: readonly unknown[] | object };

type Transaction = {
  to?: Address;
  data?: Hex;
  value?: Hex;
  nonce: Hex;
  gas: Hex;
  gasPrice?: Hex;
  maxFeePerGas?: Hex;
  maxPriorityFeePerGas?: Hex;
};

type Watching = {
  /** Where each transaction is noted before it is sent. */
  notes?: string;
  onSent?: (hash: Hex) => void;
};

export function signingProvider(chain: PublicClient, account: LocalAccount, { notes, onSent }: Watching = {}) {
  const forward = (args: Request) => chain.request(args as never) as Promise<unknown>;

  const sign = async (asked: Transaction): Promise<Sent> => {
    const { to, data, value = "0x0", nonce, gas, gasPrice, maxFeePerGas = "0x0", maxPriorityFeePerGas = "0x0" } = asked;
    const fees = gasPrice
      ? ({ type: "legacy", gasPrice: hexToBigInt(gasPrice) } as const)
      : ({
          type: "eip1559",
          maxFeePerGas: hexToBigInt(maxFeePerGas),
          maxPriorityFeePerGas: hexToBigInt(maxPriorityFeePerGas),
        } as const);
    const raw = await account.signTransaction({
      ...fees,
      ...(to && { to }),
      ...(data && { data }),
      chainId: await chain.getChainId(),
      nonce: hexToNumber(nonce),
      gas: hexToBigInt(gas),
      value: hexToBigInt(value),
    });
    return { nonce: hexToNumber(nonce), hash: keccak256(raw), raw };
  };

  return {
    request: async (args: Request): Promise<unknown> => {
      if (args.method === "eth_accounts") return [account.address];
      if (args.method !== "eth_sendTransaction") return forward(args);
      const sent = await sign((args.params as [Transaction])[0]);
      // Noted first: whatever happens to us next, what was sent can be sent again and waited for.
      if (notes) appendFileSync(notes, `${JSON.stringify(sent)}\n`);
      const hash = await broadcast(chain, sent);
      onSent?.(hash);
      return hash;
    },
  };
}

/** Sending the same bytes twice is no error: the node has them, or the chain does. */
export async function broadcast(chain: PublicClient, { hash, raw }: Pick<Sent, "hash" | "raw">): Promise<Hex> {
  try {
    return await chain.request({ method: "eth_sendRawTransaction", params: [raw] });
  } catch (error) {
    const known = await chain.request({ method: "eth_getTransactionByHash", params: [hash] }).catch(() => null);
    if (known !== null) return hash;
    throw error;
  }
}
