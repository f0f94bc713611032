/**
 * Shared limits: exact over all instances, because Postgres counts. A caller who is already over is remembered in
 * memory and costs no query until the window ends. Reads are counted in memory alone: a write a read would cost more
 * than the read.
 */
import type { PgPool } from "#db";
import { Problem } from "#core/lib/problem.ts";

export type Limit = { name: string; count: number; seconds: number };

export type RateLimiter = {
  /** Throws `too-many` when the caller is over; counts them in if not. */
  spend(limit: Limit, caller: string): Promise<void>;
  /** The same, in this process's memory. */
  spendHere(limit: Limit, caller: string): void;
};

type Options = { scale?: number; now?: () => number };

/** Enough callers for a busy minute; a flood of made-up ones must not fill the memory. */
const MAX_KEYS = 50_000;

export function openRateLimiter(pool: PgPool, { scale = 1, now = Date.now }: Options = {}): RateLimiter {
  const over = new Map<string, number>(); // key → when its window ends
  const counts = new Map<string, { until: number; count: number }>();
  const most = (limit: Limit) => Math.max(1, Math.floor(limit.count * scale));

  const refuse = (limit: Limit, until: number): never => {
    const retryAfter = Math.max(1, Math.ceil((until - now()) / 1000));
    throw new Problem("too-many", `Too many requests of this kind; try again in ${retryAfter} s.`, {
      limit: limit.name,
      retryAfter,
    });
  };

  return {
    async spend(limit, caller) {
      const key = `${limit.name}:${caller}`;
      const until = over.get(key);
      if (until !== undefined && until > now()) refuse(limit, until);

      // The window's end comes from Postgres, so that instances with different clocks count in the same one.
      const { rows } = await pool.query<{ count: number; end: Date }>(
        `insert into app.rate_limit (key, window_end, count)
         values ($1, to_timestamp(ceil(extract(epoch from clock_timestamp()) / $2::int) * $2::int), 1)
         on conflict (key, window_end) do update set count = rate_limit.count + 1
         returning count, window_end as end`,
        [key, limit.seconds],
      );
      const { count, end } = rows[0]!;
      if (count <= most(limit)) return;
      if (over.size >= MAX_KEYS) over.clear();
      over.set(key, end.getTime());
      refuse(limit, end.getTime());
    },

    spendHere(limit, caller) {
      const key = `${limit.name}:${caller}`;
      const known = counts.get(key);
      if (known !== undefined && known.until > now()) {
        if (++known.count > most(limit)) refuse(limit, known.until);
        return;
      }
      if (counts.size >= MAX_KEYS) counts.clear();
      counts.set(key, { until: now() + limit.seconds * 1000, count: 1 });
    },
  };
}
