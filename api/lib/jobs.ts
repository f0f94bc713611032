/** Jobs by the clock, on the same Postgres: one instance of the worker runs each, and a failed one is tried again. */
import { PgBoss } from "pg-boss";
import type { Database } from "#db";
import type { Log } from "./log.ts";

export type Job = { name: string /** As in crontab, in UTC. */; cron: string; run: () => Promise<unknown> };

export async function openJobs({ database: { pool }, log, jobs }: { database: Database; log: Log; jobs: readonly Job[] }) {
  const boss = new PgBoss({
    // Our own connections: another pool would count against the server's limit.
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    schema: "pgboss",
    createSchema: false,
  });
  boss.on("error", (error) => log.warn({ error: error.message }, "job queue trouble"));
  await boss.start();

  for (const { name, cron, run } of jobs) {
    await boss.createQueue(name, { policy: "singleton", retryLimit: 3, expireInSeconds: 300 });
    await boss.schedule(name, cron);
    await boss.work(name, async () => {
      const result = await run();
      log.debug({ job: name, result }, "job done");
    });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
