/** The web app's production build, made again only when something that goes into it has changed. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, globSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Complaint } from "./complaint.ts";
import { root } from "./world.ts";

const stamp = join(root, ".guildhall/stamps/web");
const products = new Set([".next", "node_modules", "next-env.d.ts"]);
const sources = ["web/**/*", "core/**/*", "package-lock.json", "tsconfig.json"];

function hashOfSources(): string {
  const hash = createHash("sha256");
  const files = sources
    .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: (entry) => products.has(entry.name), withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

export function isWebBuilt(): boolean {
  const built = existsSync(stamp) && existsSync(join(root, "web/.next/BUILD_ID"));
  return built && readFileSync(stamp, "utf8") === hashOfSources();
}

type Options = { logFile: string; env: NodeJS.ProcessEnv; onSpawn?: (pid: number | undefined) => void };

export async function buildWeb({ logFile, env, onSpawn }: Options): Promise<void> {
  const now = hashOfSources();
  rmSync(stamp, { force: true });
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w");
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: join(root, "web"),
      env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", log, log],
      detached: true,
    });
    onSpawn?.(child.pid);
    child.once("error", reject).once("exit", resolve);
  }).finally(() => closeSync(log));
  if (code !== 0) {
    const last = readFileSync(logFile, "utf8").trim().split("\n").slice(-15).join("\n");
    throw new Complaint(`${last}\nThe web app could not be built: the whole log is ${logFile}.`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}
