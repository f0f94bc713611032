/** A Next page that does nothing, built and served in the same run: what any page carries before it says a word. */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { config } from "../../scripts/config.ts";
import { freePort } from "../../scripts/local/ports.ts";
import { end, identify } from "../../scripts/local/processes.ts";

const folder = join(config.home, "bench/bare");

// Inside the repository, so that it is built by the same Next.
const files = {
  "package.json": `{ "private": true, "type": "module" }\n`,
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(config.root)} }, typescript: { ignoreBuildErrors: true } };\n`,
  "app/layout.jsx": `export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n`,
  "app/page.jsx": `export default () => <h1>Bare</h1>;\n`,
};

const next = (parameters: string[]) =>
  spawn(process.execPath, [join(config.root, "node_modules/next/dist/bin/next"), ...parameters], {
    cwd: folder,
    env: { ...config.inherited, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });

export type Bare = { url: string; stop: () => Promise<void> };

export async function serveBarePage(): Promise<Bare> {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    next(["build"]).once("error", reject).once("exit", resolve);
  });
  if (code !== 0) throw new Error("The bare page could not be built.");

  const port = await freePort();
  const server = next(["start", "--port", String(port), "--hostname", "127.0.0.1"]);
  if (server.pid === undefined) throw new Error("The bare page could not be served.");
  const process = identify(server.pid);
  const url = `http://127.0.0.1:${port}/`;
  for (
    let tries = 0;
    !(await fetch(url).then(
      () => true,
      () => false,
    ));
    tries++
  ) {
    if (tries > 100) throw new Error("The bare page does not answer.");
    await sleep(100);
  }
  return { url, stop: () => end(process) };
}
