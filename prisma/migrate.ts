/** Brings a database to the state of the files in migrations/, and back one step. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationNames, migrationsFolder, openEngine } from "./engine.ts";
import { withClient } from "./server.ts";

/** Two instances that start at once must not migrate at once. Any fixed number will do. */
const lock = 7_241_500_001;

type Options = { migrations?: string };

export async function migrate(ownerUrl: string, { migrations = migrationsFolder }: Options = {}): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [lock]);
    const engine = await openEngine(ownerUrl, { migrations });
    try {
      const { edited, failed } = await engine.troubles();
      if (edited.length > 0) {
        throw new Error(`Already applied here, and changed since: ${edited.join(", ")}. Write a new migration instead.`);
      }
      // Each file runs in one transaction, so a failed one left nothing behind and may be tried again.
      for (const name of failed) await engine.forget(name);
      return await engine.apply();
    } finally {
      await engine.close();
    }
  });
}

/** Undoes the newest applied migration by its down.sql; undefined when none is left. */
export async function migrateDown(
  ownerUrl: string,
  { migrations = migrationsFolder }: Options = {},
): Promise<string | undefined> {
  return withClient(ownerUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [lock]);
    const { rows } = await client.query<{ name: string }>(
      `select migration_name as name from _prisma_migrations
       where finished_at is not null and rolled_back_at is null order by migration_name desc limit 1`,
    );
    const name = rows[0]?.name;
    if (name === undefined) return undefined;
    if (!migrationNames(migrations).includes(name)) throw new Error(`The files of ${name} are not here.`);

    await client.query("begin");
    await client.query(readFileSync(join(migrations, name, "down.sql"), "utf8"));
    await client.query("delete from _prisma_migrations where migration_name = $1", [name]);
    await client.query("commit");
    return name;
  });
}

/** What the schema files ask for beyond all migrations, as SQL; empty when they agree. For an empty database. */
export async function pendingAfterAll(ownerUrl: string): Promise<string> {
  await migrate(ownerUrl);
  const engine = await openEngine(ownerUrl);
  return engine.pending().finally(() => engine.close());
}
