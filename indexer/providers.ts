/** The nodes that can be asked, the preferred first: a failing one rests for a while, then is tried again. */
import type { Chain } from "./chain.ts";

export class WrongChain extends Error {}

export type Providers = {
  /** The first that is well, on the right chain. */
  best(): Promise<Chain>;
  /** Another one to hear a second opinion from, or the same where there is only one. */
  second(first: Chain): Promise<Chain>;
  failed(chain: Chain): void;
};

type Node = { chain: Chain; isVerified: boolean; restsUntil: number; failures: number };

export function providersOf(chains: readonly Chain[], chainId: number, now: () => number = () => performance.now()): Providers {
  const nodes = chains.map((chain): Node => ({ chain, isVerified: false, restsUntil: 0, failures: 0 }));

  const verify = async (node: Node): Promise<Chain> => {
    if (node.isVerified) return node.chain;
    const answered = await node.chain.chainId().catch((error: unknown) => {
      fail(node);
      throw error;
    });
    if (answered !== chainId) {
      node.restsUntil = Number.POSITIVE_INFINITY;
      throw new WrongChain(`${node.chain.name} is on chain ${answered}, and CHAIN_ID is ${chainId}: correct one of the two.`);
    }
    node.isVerified = true;
    return node.chain;
  };

  const fail = (node: Node): void => {
    node.failures += 1;
    node.restsUntil = now() + Math.min(1_000 * 2 ** node.failures, 30_000);
    // It may come back as another node.
    node.isVerified = false;
  };

  const pick = (others: readonly Node[]): Node | undefined =>
    others.find((node) => node.restsUntil <= now()) ??
    [...others].sort((a, b) => a.restsUntil - b.restsUntil).find((node) => node.restsUntil !== Number.POSITIVE_INFINITY);

  return {
    best: async () => {
      let refusal: WrongChain | undefined;
      for (;;) {
        const node = pick(nodes);
        if (!node) throw refusal ?? new WrongChain(`No node of RPC_URL is on chain ${chainId}: correct RPC_URL or CHAIN_ID.`);
        try {
          const chain = await verify(node);
          node.failures = 0;
          return chain;
        } catch (error) {
          // One that is on the wrong chain is passed over, as long as another one is left.
          if (!(error instanceof WrongChain)) throw error;
          refusal = error;
        }
      }
    },
    second: async (first) => {
      const node = pick(nodes.filter(({ chain, restsUntil }) => chain !== first && restsUntil <= now()));
      return node ? verify(node).catch(() => first) : first;
    },
    failed: (chain) => {
      const node = nodes.find((one) => one.chain === chain);
      if (node) fail(node);
    },
  };
}
