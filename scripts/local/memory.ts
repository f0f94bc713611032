/** What this folder keeps between two starts: nothing yet, a world cut short, or a whole one. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { config } from "../config.ts";
import { Complaint } from "./complaint.ts";
import { files } from "./infrastructure.ts";
import { placeFor, serviceUser } from "./service-user.ts";

/** Database and chain tell of each other, so a world is remembered with both. */
type Note = { database: string; chain: string; isWhole: boolean };

const place = (url: string | undefined, own: string): string => {
  if (url === undefined) return own;
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
};
const asked = (): Omit<Note, "isWhole"> => ({
  database: place(config.databaseUrl, "embedded"),
  chain: place(config.rpcUrl, "local"),
});

export function readWorld(): "none" | "half" | "whole" {
  const note: Note | undefined = existsSync(files.world) ? JSON.parse(readFileSync(files.world, "utf8")) : undefined;
  if (note === undefined) return [files.postgres, files.journal].some((path) => existsSync(path)) ? "half" : "none";
  if (!note.isWhole) return "half";

  const { database, chain } = asked();
  if (note.database !== database || note.chain !== chain) {
    throw new Complaint(
      `What is kept here belongs to database ${note.database} and chain ${note.chain}, not to ${database} and ${chain}: set DATABASE_URL and RPC_URL as they were, or begin anew with npm start -- --fresh.`,
    );
  }
  const parts = [
    ...(database === "embedded" ? [join(files.postgres, "PG_VERSION")] : []),
    ...(chain === "local" ? [files.journal] : []),
  ];
  const gone = parts.find((path) => !existsSync(path));
  if (gone)
    throw new Complaint(`${gone} is gone, and the rest tells of it: bring it back, or begin anew with npm start -- --fresh.`);
  return "whole";
}

export function noteWorld(isWhole: boolean): void {
  mkdirSync(dirname(files.world), { recursive: true });
  writeFileSync(files.world, `${JSON.stringify({ ...asked(), isWhole })}\n`);
}

/** What a fresh beginning takes away. The runtime and the builds stay. */
export function removeWorld(): void {
  if (existsSync(files.postgres)) rmSync(placeFor(files.postgres, serviceUser()), { recursive: true, force: true });
  for (const path of [files.postgres, files.chain, files.deployments, files.secrets, files.world, files.testAccounts]) {
    rmSync(path, { recursive: true, force: true });
  }
}
