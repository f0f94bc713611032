/** Passwords and keys of this one copy: random, made on the first start, readable by its owner only. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const names = ["postgres", "owner", "api", "indexer", "session"] as const;
export type Secrets = Record<(typeof names)[number], string>;

export function readSecrets(file: string): Secrets {
  const known: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const all = Object.fromEntries(names.map((name) => [name, known[name] ?? randomBytes(24).toString("hex")])) as Secrets;
  if (names.some((name) => known[name] === undefined)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  }
  return all;
}
