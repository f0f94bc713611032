/**
 * Finds the share that a commitment holds when the salt is known: there are 10,001 of them, so a wallet that signs the
 * salt again brings the whole vote back, and nobody has to remember a number.
 */
export const findShare = (matches: (developerBps: number) => boolean): number | null => {
  // Round shares first: people vote in whole percents.
  for (let bps = 0; bps <= 10_000; bps += 100) if (matches(bps)) return bps;
  for (let bps = 0; bps <= 10_000; bps++) if (bps % 100 !== 0 && matches(bps)) return bps;
  return null;
};
