/** From where on a block can no longer be taken back. */
export type Finality = {
  /** The mirror now ends at this block. */
  saw(block: number): void;
  /** The mirror went back to this block. */
  forget(above: number): void;
  /** @param finalized What the node says; undefined where it says nothing. */
  final(head: number, finalized: number | undefined): number;
};

type Rule = {
  /** So many blocks on top make one final. */
  depth: number;
  /** Local chain, which mines only on a transaction: a block that stood for so long is final. Null elsewhere. */
  settleMs: number | null;
};

export function finalityBy({ depth, settleMs }: Rule, now: () => number = () => performance.now()): Finality {
  let seen: { block: number; at: number }[] = [];

  const settled = (): number => {
    if (settleMs === null) return 0;
    const ripe = seen.findLastIndex(({ at }) => now() - at >= settleMs);
    if (ripe === -1) return 0;
    // What lies below the ripe one is as final as it is.
    seen = seen.slice(ripe);
    return seen[0]?.block ?? 0;
  };

  return {
    saw: (block) => {
      if (settleMs !== null && seen.at(-1)?.block !== block) seen.push({ block, at: now() });
    },
    forget: (above) => {
      seen = seen.filter(({ block }) => block <= above);
    },
    final: (head, finalized) => {
      const deep = Math.max(0, head - depth);
      // A local node calls its newest block finalized and takes it back all the same.
      if (settleMs !== null) return Math.max(deep, settled());
      return Math.min(finalized ?? deep, deep);
    },
  };
}
