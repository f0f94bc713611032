import { cx } from "#web/ui/cx.ts";

/** Stones across, from the top of the stepped gable to the ground. */
const courses = [2, 2, 4, 4, 6, 6, 8, 8, 8, 8, 8, 8];
const WIDE = 8;
const STONE = { width: 30, height: 19, gap: 2 };
const DOOR = { courses: 4, stones: 2 };

type Stone = { x: number; y: number; width: number };

// Laid in running bond: every second course begins with half a stone, as masons do.
const layCourse = (count: number, row: number): Stone[] => {
  const start = ((WIDE - count) / 2) * STONE.width;
  const y = row * STONE.height;
  const end = start + count * STONE.width;
  const stones: Stone[] = [];
  for (let x = start - (row % 2 ? STONE.width / 2 : 0); x < end; x += STONE.width) {
    const from = Math.max(x, start);
    stones.push({ x: from, y, width: Math.min(x + STONE.width, end) - from });
  }
  const isAtDoor = row >= courses.length - DOOR.courses;
  const middle = (WIDE / 2) * STONE.width;
  const half = (DOOR.stones / 2) * STONE.width;
  if (!isAtDoor) return stones;
  return stones.flatMap((stone) => {
    const before = { ...stone, width: Math.min(stone.x + stone.width, middle - half) - stone.x };
    const from = Math.max(stone.x, middle + half);
    const after = { ...stone, x: from, width: stone.x + stone.width - from };
    return [before, after].filter(({ width }) => width > 1);
  });
};

/** From the ground up, so that what was paid carries what is held. */
const wall = courses.flatMap((count, row) => layCourse(count, row)).sort((a, b) => b.y - a.y || a.x - b.x);

export type Share = { key: string; count: bigint; className: string };

const cut = (shares: readonly Share[]): string[] => {
  const total = shares.reduce((sum, { count }) => sum + count, 0n);
  if (total === 0n) return [];
  const bounds: { upTo: number; className: string }[] = [];
  let sum = 0n;
  for (const { count, className } of shares) {
    sum += count;
    bounds.push({ upTo: Math.round(Number((sum * 10_000n) / total) / (10_000 / wall.length)), className });
  }
  return wall.map((_, at) => bounds.find(({ upTo }) => at < upTo)?.className ?? "");
};

/** The guildhall, each stone an equal part of all money ever entrusted to it. Without figures it stands unpainted. */
export const Facade = ({ shares, label, className }: { shares: readonly Share[]; label: string; className?: string }) => {
  const fills = cut(shares);
  const height = courses.length * STONE.height;
  const width = WIDE * STONE.width;
  const doorWidth = DOOR.stones * STONE.width;
  const doorTop = (courses.length - DOOR.courses) * STONE.height;
  return (
    <svg role="img" aria-label={label} viewBox={`-6 -4 ${width + 12} ${height + 14}`} className={cx("w-full", className)}>
      {wall.map((stone, at) => (
        <rect
          key={`${stone.x}.${stone.y}`}
          x={stone.x + STONE.gap / 2}
          y={stone.y + STONE.gap / 2}
          width={stone.width - STONE.gap}
          height={STONE.height - STONE.gap}
          rx="2"
          className={cx("transition-[fill] duration-700", fills[at] || "fill-line")}
        />
      ))}
      <path
        d={`M${(width - doorWidth) / 2 + 5} ${height} V${doorTop + 30} a${doorWidth / 2 - 5} ${doorWidth / 2 - 5} 0 0 1 ${doorWidth - 10} 0 V${height} z`}
        className="fill-brand"
      />
      <circle cx={width / 2 + 14} cy={height - 24} r="2.4" className="fill-held-fill" />
      <rect x="-6" y={height} width={width + 12} height="4" rx="2" className="fill-ink/80" />
    </svg>
  );
};
