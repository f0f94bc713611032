/** Everybody's balance as it should be, to the last wei, and the check that the chain has the same. */
import type { Address } from "viem";
import type { Hall } from "../lib/hall.ts";
import { insist } from "./insist.ts";

export type Changes = Record<string, bigint>;
export type Balance = { who: string; now: bigint; change: bigint; gas: bigint };

export type Purses = Awaited<ReturnType<typeof openPurses>>;

export async function openPurses({ chain }: Hall, owners: Record<string, Address>) {
  const read = async () =>
    new Map(
      await Promise.all(
        Object.entries(owners).map(async ([who, address]) => [who, await chain.getBalance({ address })] as const),
      ),
    );
  const expected = await read();
  const gas = new Map<string, bigint>();
  const start = new Map(expected);

  const add = (who: string, amount: bigint): void => {
    const before = expected.get(who);
    if (before !== undefined) expected.set(who, before + amount);
  };

  return {
    /** Gas comes out of the sender's purse; `changes` is what the contracts moved. */
    async settle(changes: Changes, fees: readonly { by: string; cost: bigint }[]): Promise<Balance[]> {
      for (const { by, cost } of fees) {
        add(by, -cost);
        gas.set(by, (gas.get(by) ?? 0n) + cost);
      }
      for (const [who, amount] of Object.entries(changes)) add(who, amount);

      const found = await read();
      for (const [who, now] of found) insist(`${who}'s balance in wei`, now, expected.get(who));
      return Object.entries(changes)
        .filter(([who]) => expected.has(who))
        .map(([who, change]) => ({
          who,
          change,
          now: found.get(who) ?? 0n,
          gas: fees.reduce((sum, fee) => sum + (fee.by === who ? fee.cost : 0n), 0n),
        }));
    },
    /** From the first step to now. */
    total: (): Balance[] =>
      [...expected].map(([who, now]) => {
        const spent = gas.get(who) ?? 0n;
        return { who, now, change: now - (start.get(who) ?? 0n) + spent, gas: spent };
      }),
  };
}
