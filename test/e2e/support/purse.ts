/** What somebody paid and got, told by the chain to the wei. */
import type { Address } from "viem";
import type { Person, Stage } from "./stage.ts";

export type Purse = {
  /** How much more there is than when the purse was opened. */
  gained: () => Promise<bigint>;
  /** What the wallet's transactions since then cost in gas. */
  gas: () => Promise<bigint>;
};

export async function openPurse(
  { chain: { reader } }: Stage,
  { address, wallet }: Pick<Person, "address" | "wallet">,
): Promise<Purse> {
  const balance = () => reader.getBalance({ address });
  const sentBefore = wallet.sent.length;
  const before = await balance();
  return {
    gained: async () => (await balance()) - before,
    gas: async () => {
      const receipts = await Promise.all(wallet.sent.slice(sentBefore).map((hash) => reader.getTransactionReceipt({ hash })));
      return receipts.reduce((sum, { gasUsed, effectiveGasPrice }) => sum + gasUsed * effectiveGasPrice, 0n);
    },
  };
}

/** Of a contract, or of somebody who sends nothing meanwhile: no gas is paid. */
export async function openVault({ chain: { reader } }: Stage, address: Address): Promise<Pick<Purse, "gained">> {
  const before = await reader.getBalance({ address });
  return { gained: async () => (await reader.getBalance({ address })) - before };
}
