/**
 * npm leaves an optional package of another platform out of the lock when the registry at hand lacks it, and `npm ci`
 * then refuses the lock everywhere. This writes those entries back: node scripts/lock.ts [--check]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Entry = {
  version: string;
  resolved?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry> };

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm64", "x64", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "arm"];

/** Their names say what they are for: binding-linux-arm-gnueabihf, cli-win32-x64. */
function platformOf(name: string): Pick<Entry, "os" | "cpu" | "libc"> {
  const words = name.split(/[-/]/);
  const system = systems.find((one) => words.includes(one));
  const processor = processors.find((one) => words.includes(one));
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : undefined;
  return {
    ...(processor && { cpu: [processor] }),
    ...(libc && { libc: [libc] }),
    ...(system && { os: [system] }),
  };
}

/** Where npm would look for `name` when the package at `from` asks for it. */
function isFound(lock: Lock, from: string, name: string): boolean {
  for (let place = from; ; ) {
    if (lock.packages[`${place}${place && "/"}node_modules/${name}`]) return true;
    if (place === "") return false;
    place = place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/")));
  }
}

function missing(lock: Lock): [string, Entry][] {
  return Object.entries(lock.packages).flatMap(([from, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      // An exact version names a platform's binary; a range is any other package that may well be absent.
      .filter(([name, version]) => /^\d/.test(version) && !isFound(lock, from, name))
      .map(([name, version]): [string, Entry] => [
        `node_modules/${name}`,
        { version, ...platformOf(name), ...(entry.dev && { dev: true }), optional: true },
      ]),
  );
}

const file = join(import.meta.dirname, "../package-lock.json");
const lock: Lock = JSON.parse(readFileSync(file, "utf8"));
const absent = missing(lock);
const resolved = Object.values(lock.packages).filter((entry) => entry.resolved !== undefined);

if (process.argv[2] === "--check") {
  if (absent.length + resolved.length > 0) {
    console.error(
      `package-lock.json lacks ${absent.length} packages of other platforms and names ${resolved.length} download addresses: run node scripts/lock.ts and commit it.`,
    );
    process.exit(1);
  }
} else {
  for (const entry of resolved) delete entry.resolved;
  const packages = Object.entries(lock.packages).concat(absent);
  const [root, ...others] = packages;
  others.sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(root ? [root, ...others] : others);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${absent.length} packages of other platforms written back.`);
}
