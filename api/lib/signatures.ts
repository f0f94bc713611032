/** Whether an account signed a hash: its key first, which needs no node, then the account's own contract. */
import { type Address, type Hex, isAddressEqual, recoverAddress } from "viem";
import type { ChainNode } from "./chain-node.ts";

/** Half of secp256k1's order: a signature with a larger s is the mirror image of another one. */
const MAX_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** As Escrow and OpenZeppelin take it: 65 bytes, v of 27 or 28, s in the lower half. */
async function keySigned(account: Address, hash: Hex, signature: Hex): Promise<boolean> {
  if (!/^0x[0-9a-f]{128}(1b|1c)$/i.test(signature)) return false;
  if (BigInt(`0x${signature.slice(66, 130)}`) > MAX_S) return false;
  try {
    return isAddressEqual(await recoverAddress({ hash, signature }), account);
  } catch {
    return false; // no point of the curve
  }
}

export async function signed(
  chain: Pick<ChainNode, "contractSigned">,
  { account, hash, signature }: { account: Address; hash: Hex; signature: Hex },
): Promise<boolean> {
  return (await keySigned(account, hash, signature)) || (await chain.contractSigned(account, hash, signature));
}
