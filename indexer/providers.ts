/**
 * The nodes that can be asked, the preferred first. One that fails rests for a while, then is tried again; one that fell
 * behind the others comes back when it has caught up.
 */
import type { Chain } from "./chain.ts";

export class WrongChain extends Error {}

export type Providers = {
  /** The first that is well, on the right chain. */
  best(): Promise<Chain>;
  /** Another one to hear a second opinion from, or the same where there is only one. */
  second(first: Chain): Promise<Chain>;
  failed(chain: Chain): void;
  /** Whether another node is well ahead of this one, whose head is `head`. Nobody waits: it knows what the last look at the others found. */
  isBehind(chain: Chain, head: number): boolean;
};

type Node = {
  chain: Chain;
  isVerified: boolean;
  restsUntil: number;
  failures: number;
  /** Its head, when somebody last looked. */
  head: number;
  /** It fell behind, and is of use again from this head on. */
  owes: number;
};

/** Nodes hear of a block within one or two of each other. */
const BEHIND = 3;
const LOOK_MS = 10_000;

export function providersOf(chains: readonly Chain[], chainId: number, now: () => number = () => performance.now()): Providers {
  const nodes = chains.map((chain): Node => ({ chain, isVerified: false, restsUntil: 0, failures: 0, head: 0, owes: 0 }));
  let lookedAt = Number.NEGATIVE_INFINITY;

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

  const isPaid = async (node: Node): Promise<boolean> => {
    if (node.owes === 0) return true;
    const { head } = await node.chain.head().catch((error: unknown) => {
      fail(node);
      throw error;
    });
    if (head.number >= node.owes) node.owes = 0;
    else fail(node);
    return node.owes === 0;
  };

  const look = async (node: Node): Promise<void> => {
    try {
      await verify(node);
      node.head = (await node.chain.head()).head.number;
    } catch {
      if (node.restsUntil !== Number.POSITIVE_INFINITY) fail(node);
    }
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
          // Where all others are worse, even this one is asked.
          if (!(await isPaid(node)) && nodes.some(({ restsUntil }) => restsUntil <= now())) continue;
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
    isBehind: (chain, head) => {
      const others = nodes.filter((node) => node.chain !== chain && node.restsUntil <= now());
      if (now() - lookedAt >= LOOK_MS) {
        lookedAt = now();
        for (const other of others) void look(other);
      }
      const highest = Math.max(0, ...others.map((other) => other.head));
      const node = nodes.find((one) => one.chain === chain);
      if (!node || highest - head <= BEHIND) return false;
      node.owes = highest;
      fail(node);
      return true;
    },
  };
}
