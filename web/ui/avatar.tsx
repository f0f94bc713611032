import { cx } from "./cx.ts";
import { houseMark } from "./house-mark.ts";

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
      {mark.stones.map((stone) => (
        <rect
          key={`${stone.x}.${stone.y}`}
          x={stone.x}
          y={stone.y}
          width="1"
          height="1"
          fill={stone.second ? mark.second : mark.first}
        />
      ))}
    </svg>
  );
};
