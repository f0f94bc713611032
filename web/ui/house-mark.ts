// FNV-1a, then xorshift: small, and the same on server and browser. It draws a picture, it protects nothing.
const numbersFrom = (seed: string) => {
  let state = 0x811c9dc5;
  for (const char of seed.toLowerCase()) state = Math.imul(state ^ char.charCodeAt(0), 0x01000193);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

const SIDE = 6;

/** A house mark: a symmetric figure of cut stones that an address always has, and that two addresses rarely share. */
export const houseMark = (seed: string) => {
  const next = numbersFrom(seed);
  for (let warmUp = 0; warmUp < 8; warmUp++) next();
  const hue = Math.floor(next() * 360);
  const turn = 40 + Math.floor(next() * 100);
  const stones: { x: number; y: number; second: boolean }[] = [];
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE / 2; x++) {
      if (next() < 0.45) continue;
      const second = next() < 0.35;
      stones.push({ x, y, second }, { x: SIDE - 1 - x, y, second });
    }
  return {
    ground: `oklch(0.9 0.05 ${hue})`,
    first: `oklch(0.5 0.12 ${hue})`,
    second: `oklch(0.66 0.14 ${(hue + turn) % 360})`,
    stones,
  };
};
