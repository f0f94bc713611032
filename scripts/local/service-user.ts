/** Postgres refuses to run as root. Started as root, it runs as an account the system already has. */
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Complaint } from "./complaint.ts";

export type ServiceUser = { uid: number; gid: number };

export function serviceUser(): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const account = accounts.find(([login]) => login === name);
    if (account) return { uid: Number(account[2]) >>> 0, gid: Number(account[3]) >>> 0 };
  }
  throw new Complaint("Postgres does not run as root and found no account to run as: run this as an ordinary user.");
}

/** May somebody who owns none of these folders pass through them all? */
function isReachable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const mode = exists(folder) ? statSync(folder).mode : 0o755;
    if ((mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** The path itself; or, under a folder closed to the database's user, its twin in the system's own place. */
export function placeFor(path: string, user: ServiceUser | undefined): string {
  if (user === undefined || isReachable(path)) return path;
  const mark = createHash("sha256").update(path).digest("hex").slice(0, 12);
  const twin = join(sharedFolder(), `${basename(path)}-${mark}`);
  // A link in the usual place says where the files went.
  if (path.includes("node_modules")) return twin;
  mkdirSync(dirname(path), { recursive: true });
  if (exists(path) && lstatSync(path).isSymbolicLink()) rmSync(path);
  if (!exists(path)) symlinkSync(twin, path);
  return twin;
}

function sharedFolder(): string {
  for (const parent of ["/var/lib", tmpdir()]) {
    const folder = join(parent, "guildhall");
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      if (isReachable(join(folder, "x"))) return folder;
    } catch {
      // Read-only there: the next place.
    }
  }
  throw new Complaint("Postgres needs a folder that is not private to root: run this as an ordinary user.");
}
