/** The small terms that share one word of an agreement. Apart from the Terms, for whoever must start without their hashing. */

/** `signBy` is until when the developer's signature may be used at funding. */
export type TermsConfig = {
  feeBps: number;
  reviewPeriod: number;
  signBy: number;
  nonce: bigint;
  /** Both agree that the developer may answer a claim out of the milestone that is disputed. */
  allowsAdvance?: boolean;
};

/** feeBps (16 bits) | reviewPeriod (32) | signBy (40) | nonce (160) | options (8), lowest bits first. */
export function packConfig({ feeBps, reviewPeriod, signBy, nonce, allowsAdvance = false }: TermsConfig): bigint {
  const fields = [
    ["feeBps", BigInt(feeBps), 16n],
    ["reviewPeriod", BigInt(reviewPeriod), 32n],
    ["signBy", BigInt(signBy), 40n],
    ["nonce", nonce, 160n],
    ["options", allowsAdvance ? 1n : 0n, 8n],
  ] as const;
  let word = 0n;
  let shift = 0n;

  for (const [name, value, bits] of fields) {
    if (value < 0n || value >> bits !== 0n) throw new RangeError(`${name} does not fit in ${bits} bits`);
    word |= value << shift;
    shift += bits;
  }
  return word;
}

export function unpackConfig(config: bigint): Required<TermsConfig> {
  return {
    feeBps: Number(config & 0xffffn),
    reviewPeriod: Number((config >> 16n) & 0xffffffffn),
    signBy: Number((config >> 48n) & 0xffffffffffn),
    nonce: (config >> 88n) & (2n ** 160n - 1n),
    allowsAdvance: (config >> 248n) % 2n === 1n,
  };
}
