import { type Address, createPublicClient, http } from "viem";
import { mainnet } from "viem/chains";
import { normalize } from "viem/ens";

/** The primary name of an address, if it leads back to that address and reads as it is written. */
export const nameIn = async (rpcUrl: string, address: Address): Promise<string | null> => {
  const client = createPublicClient({ chain: mainnet, transport: http(rpcUrl, { batch: true }) });
  const name = await client.getEnsName({ address });
  // One with letters that only look like others would pass for somebody else.
  return name !== null && normalize(name) === name ? name : null;
};
