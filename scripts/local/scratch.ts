/** A throw-away cluster in a temporary folder, for tests and for working out a migration. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./ports.ts";
import { type Postgres, startPostgres } from "./postgres.ts";
import { end, identify, isAlive, type ProcessId } from "./processes.ts";
import { placeFor, serviceUser } from "./service-user.ts";

type Note = { parent: ProcessId; postgres: ProcessId };
const home = join(tmpdir(), `guildhall-scratch-${process.getuid?.() ?? 0}`);

export async function scratchPostgres(): Promise<Postgres> {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  await sweep();
  const folder = mkdtempSync(join(home, "pg-"));
  const user = serviceUser();
  // mkdtemp's folder is private to us; the cluster inside has an owner and a mode of its own.
  if (user) chmodSync(folder, 0o755);

  const dataDir = join(folder, "data");
  const postgres = await startPostgres({
    dataDir,
    port: await freePort(),
    logFile: join(folder, "postgres.log"),
    secretsFile: join(folder, "secrets.json"),
    scratch: true,
  });
  const note: Note = { parent: identify(process.pid), postgres: identify(postgres.pid) };
  writeFileSync(join(folder, "note.json"), JSON.stringify(note));
  const stop = async () => {
    await postgres.stop();
    rmSync(placeFor(dataDir, user), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...postgres, stop };
}

/** A test run ended with SIGKILL leaves its cluster behind; the next one clears it away. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(home)) {
    const file = join(home, name, "note.json");
    if (!existsSync(file)) continue;
    const note: Note = JSON.parse(readFileSync(file, "utf8"));
    if (isAlive(note.parent)) continue;
    await end(note.postgres, { ask: "SIGQUIT", group: false });
    rmSync(placeFor(join(home, name, "data"), serviceUser()), { recursive: true, force: true });
    rmSync(join(home, name), { recursive: true, force: true });
  }
}
