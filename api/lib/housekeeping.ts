/** What is over is thrown away. Each statement is safe to run at any time and twice. */
import type { Database } from "#db";
import { sweep } from "#outbox";

const statements = {
  nonces: "delete from app.sign_in_nonce where expires_at < clock_timestamp()",
  sessions: "delete from app.session where expires_at < clock_timestamp()",
  limits: "delete from app.rate_limit where window_end < clock_timestamp() - interval '1 minute'",
};

export async function purge(database: Database, { outboxDays }: { outboxDays: number }): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const [name, sql] of Object.entries(statements)) gone[name] = (await database.pool.query(sql)).rowCount ?? 0;
  gone.outbox = await sweep(database, { keepMs: outboxDays * 86_400_000 });
  return gone;
}
