import { cx } from "./cx.ts";
import { houseMark } from "./house-mark.ts";

/** One path for all stones of a colour: a list shows dozens of these, and each stone by itself would be an element. */
const outlineOf = (stones: readonly { x: number; y: number }[]): string =>
  stones.map(({ x, y }) => `M${x} ${y}h1v1h-1z`).join("");

/** Decorative: the name or address stands beside it. */
export const Avatar = ({ seed, size = 32, className }: { seed: string; size?: number; className?: string }) => {
  const mark = houseMark(seed);
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="-1 -1 8 8"
      shapeRendering="crispEdges"
      className={cx("shrink-0 rounded-md", className)}
    >
      <rect x="-1" y="-1" width="8" height="8" fill={mark.ground} />
      <path d={outlineOf(mark.stones.filter(({ second }) => !second))} fill={mark.first} />
      <path d={outlineOf(mark.stones.filter(({ second }) => second))} fill={mark.second} />
    </svg>
  );
};
