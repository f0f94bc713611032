/** The local chain's clock: it goes forward alone, by what its node allows. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Hall } from "../lib/hall.ts";

const BELIEVED = 100;

export type LocalClock = {
  /** The next block carries this second, or the first that it still can. */
  moveTo(second: number): Promise<void>;
  /** Waits until the API has heard of the last move: it believes what it knew for a tenth of a second. */
  heard(): Promise<void>;
  /** The API was asked something just now, so it knows the time of now. */
  spoken(): void;
  /** The second of the newest block. */
  head(): Promise<number>;
  /** Back to the wall clock, with a block that says so. */
  toThePresent(): Promise<void>;
};

export function openClock({ chain, api }: Hall): LocalClock {
  // Not in viem's list of methods, since no other chain has them.
  const node = chain as unknown as { request(call: { method: string; params: unknown[] }): Promise<unknown> };
  const head = async () => Number((await chain.getBlock({ blockTag: "latest" })).timestamp);
  let [moved, asked] = [0, 0];

  const moveTo = async (second: number) => {
    if (second <= (await head())) return;
    await node.request({ method: "evm_setNextBlockTimestamp", params: [second] });
    moved = second * 1000;
  };

  const heard = async () => {
    await sleep(Math.max(0, asked + BELIEVED - Date.now()));
    while (Date.parse((await api.chain.status()).now) < moved) await sleep(10);
  };

  return {
    moveTo,
    head,
    heard,
    spoken: () => {
      asked = Date.now();
    },
    toThePresent: async () => {
      await moveTo(Math.floor(Date.now() / 1000));
      await node.request({ method: "evm_mine", params: [] });
    },
  };
}
