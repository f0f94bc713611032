import type { Clock } from "#core/lib/time.ts";
import type { ChainNode } from "./chain-node.ts";

const FRESH = 100;

/**
 * The local node's clock as the world's: a seeded past and the button that moves the clock are one world with the
 * deadlines on chain. Security (nonces, sessions, limits) never asks this clock.
 */
export function chainClock(chain: Pick<ChainNode, "now">, wall: () => number = Date.now): Clock & { forget(): void } {
  let known: { at: Promise<Date>; asked: number } | undefined;
  return {
    now: async () => {
      if (known === undefined || wall() - known.asked > FRESH) {
        const at = chain.now();
        known = { at, asked: wall() };
        at.catch(() => {
          known = undefined;
        });
      }
      return known.at;
    },
    forget: () => {
      known = undefined;
    },
  };
}
