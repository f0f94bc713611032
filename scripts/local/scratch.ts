/** Throw-away folders under one roof: a run that was killed leaves its own behind, and the next one clears it away. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../prisma/migrate.ts";
import { setRole } from "../../prisma/server.ts";
import { freePort } from "./ports.ts";
import { type Postgres, startPostgres } from "./postgres.ts";
import { type Household, openHousehold, stopLeftovers } from "./running.ts";
import { placeFor, serviceUser } from "./service-user.ts";

const home = join(tmpdir(), `guildhall-scratch-${process.getuid?.() ?? 0}`);
const noteIn = (folder: string) => join(folder, "running.json");
const clusterIn = (folder: string) => join(folder, "data");

export type Scratch = { folder: string; household: Household; remove(): Promise<void> };

export async function openScratch(kind: string): Promise<Scratch> {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  for (const name of readdirSync(home)) {
    if (await stopLeftovers(noteIn(join(home, name)))) removeFolder(join(home, name));
  }
  const folder = mkdtempSync(join(home, `${kind}-`));
  // mkdtemp's folder is private to us; a cluster inside has an owner and a mode of its own.
  if (serviceUser()) chmodSync(folder, 0o755);
  const household = openHousehold(noteIn(folder));
  const remove = async () => {
    open.delete(remove);
    await household.stop();
    removeFolder(folder);
  };
  open.add(remove);
  return { folder, household, remove };
}

const open = new Set<() => Promise<void>>();
/** For the end of a run, whatever way it came: what is still open goes. */
export const removeAllScratch = async (): Promise<void> => void (await Promise.all([...open].map((remove) => remove())));

function removeFolder(folder: string): void {
  rmSync(placeFor(clusterIn(folder), serviceUser()), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

export async function scratchPostgres(): Promise<Postgres> {
  const { folder, household, remove } = await openScratch("pg");
  const postgres = await startPostgres({
    dataDir: clusterIn(folder),
    port: await freePort(),
    logFile: join(folder, "postgres.log"),
    secretsFile: join(folder, "secrets.json"),
    scratch: true,
    onSpawn: (pid) => household.add("postgres", pid),
  });
  return { ...postgres, stop: remove };
}

/** With all migrations applied and all three roles let in. */
export async function scratchDatabase(): Promise<Postgres> {
  const postgres = await scratchPostgres();
  await migrate(postgres.ownerUrl);
  for (const url of [postgres.apiUrl, postgres.indexerUrl]) {
    const { username, password } = new URL(url);
    await setRole(postgres.superuserUrl, username, password);
  }
  return postgres;
}
