/** npm run migrate [-- --down] · npm run migrate:new -- NAME */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsFolder } from "../prisma/engine.ts";
import { migrate, migrateDown, pendingAfterAll } from "../prisma/migrate.ts";
import { Complaint, complain } from "./local/complaint.ts";
import { scratchPostgres } from "./local/scratch.ts";
import { config } from "./config.ts";

async function writeNew(name: string | undefined): Promise<void> {
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    throw new Complaint("A migration is named in small letters and underscores: npm run migrate:new -- add_avatars");
  }
  const postgres = await scratchPostgres();
  const sql = await pendingAfterAll(postgres.ownerUrl).finally(postgres.stop);
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql ? `${sql}\n` : "-- The schema asks for nothing; write what you need.\n");
  writeFileSync(join(folder, "down.sql"), "-- Undo migration.sql, so that up, down, up leaves the same schema.\n");
  console.log(`${folder}: review migration.sql and fill in down.sql.`);
}

async function deploy(down: boolean): Promise<void> {
  const url = config.databaseUrl;
  if (!url) {
    throw new Complaint("npm start migrates the embedded database by itself; set DATABASE_URL to migrate another one.");
  }
  if (down) {
    const undone = await migrateDown(url);
    console.log(undone ? `Undone: ${undone}` : "Nothing to undo.");
    return;
  }
  const applied = await migrate(url);
  console.log(applied.length ? `Applied: ${applied.join(", ")}` : "Nothing to apply.");
}

const [first, second] = process.argv.slice(2);
await (first === "--new" ? writeNew(second) : deploy(first === "--down")).catch(complain);
