/**
 * node scripts/bootstrap.mjs NAME [ARGUMENTS]: brings Node 24, the packages and the generated code if they are not
 * there, then runs scripts/NAME.ts, or FOLDER/NAME.ts for FOLDER:NAME. Plain JavaScript, because the machine's Node
 * may be as old as 18.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const home = join(root, ".guildhall");
const runtime = join(home, "runtime");
const log = join(home, "logs", "setup.log");
const wantedNode = 24;

/** A known obstacle, told in one sentence. */
class Obstacle extends Error {}

async function main() {
  const [name = "", ...parameters] = process.argv.slice(2);
  const script = `${name.includes(":") ? name.replace(":", "/") : `scripts/${name}`}.ts`;
  if (!existsSync(join(root, script))) {
    throw new Obstacle("Say what to run: npm start, npm test, npm run demo, npm run check or npm run bench:NAME.");
  }
  prepareHome();
  const node = await findNode();
  const env = environment(node);
  await installPackages(node, env);
  await generate(node, env);
  await hand(node, env, [script, ...parameters]);
}

function prepareHome() {
  try {
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, "");
  } catch (error) {
    throw new Obstacle(`This folder cannot be written (${error.code}): own ${root} or run this as the user who does.`);
  }
}

function environment(node) {
  return {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`,
    // Half a dozen processes load the same files: compiled once is enough.
    NODE_COMPILE_CACHE: join(home, "cache"),
    // Nothing that we run tells anybody that it ran.
    HARDHAT_DISABLE_TELEMETRY: "true",
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
    // Prisma's command would download its engine; a file that exists is enough for generating code.
    PRISMA_SCHEMA_ENGINE_BINARY: node,
  };
}

// Node ————————————————————————————————————————————————————————————————————————————————————————————————————————————

async function findNode() {
  if (Number(process.versions.node.split(".")[0]) >= wantedNode) return process.execPath;
  const known = nodeInRuntime();
  if (known) return known;

  await step(`Node ${wantedNode} (this machine has ${process.versions.node})`, async () => {
    const system = process.platform === "win32" ? "win" : process.platform;
    const prefix = system === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
    // The package `node` fetches this one in an install script; asked for directly, no script need run.
    await addToRuntime(findNpm(), `${prefix}-${system}-${process.arch}@${wantedNode}`);
  });
  const brought = nodeInRuntime();
  if (brought) return brought;
  throw new Obstacle(
    `Node ${wantedNode} from npm does not run on this machine: install Node ${wantedNode} yourself (https://nodejs.org).`,
  );
}

function nodeInRuntime() {
  const folder = join(runtime, "node_modules");
  const program = process.platform === "win32" ? "node.exe" : "node";
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const node = join(folder, name, "bin", program);
    if (!name.startsWith("node-") || !existsSync(node)) continue;
    const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
    if (Number(/^v(\d+)/.exec(stdout ?? "")?.[1]) >= wantedNode) return node;
  }
  return undefined;
}

/** Installed by the Node at hand, into a folder that is no part of the project. */
async function addToRuntime(npm, what, folder = runtime) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const flags = ["--prefix", folder, "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"];
  await run(process.execPath, [npm, "install", ...flags, what], process.env, folder);
}

// npm and the packages ————————————————————————————————————————————————————————————————————————————————————————————

/** npm's own program, to be run by whichever Node we choose. */
function findNpm() {
  const started = process.env.npm_execpath ?? "";
  if (/npm-cli\.js$/.test(started) && existsSync(started)) return started;
  const beside = [dirname(process.execPath), ...(process.env.PATH ?? "").split(delimiter)];
  for (const folder of beside) {
    const program = join(folder, "npm");
    if (existsSync(program) && /npm-cli\.js$/.test(realpathSync(program))) return realpathSync(program);
    for (const path of ["node_modules/npm/bin/npm-cli.js", "../lib/node_modules/npm/bin/npm-cli.js"]) {
      if (existsSync(join(folder, path))) return join(folder, path);
    }
  }
  throw new Obstacle("npm was not found beside Node: install it (it comes with Node from https://nodejs.org).");
}

/** An npm older than 10 does not know this Node: it fetches a newer one of itself. */
async function npmFor() {
  const npm = findNpm();
  const { version } = JSON.parse(readFileSync(join(dirname(npm), "..", "package.json"), "utf8"));
  if (Number(version.split(".")[0]) >= 10) return npm;
  const newer = join(runtime, "npm", "node_modules", "npm", "bin", "npm-cli.js");
  if (!existsSync(newer)) {
    await step(`npm 11 (this machine has ${version})`, () => addToRuntime(npm, "npm@11", join(runtime, "npm")));
  }
  return newer;
}

async function installPackages(node, env) {
  const reason = whyInstall();
  if (!reason) return;
  await step(`Packages (${reason}; a few minutes the first time)`, async () => {
    const npm = await npmFor();
    await run(node, [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], env, root);
  });
  const still = whyInstall();
  if (still) throw new Obstacle(`The packages are not complete after the install (${still}): see ${log}.`);
}

/** npm notes what it installed; that note, not a stamp of ours, tells whether the lock is met. */
function whyInstall() {
  const note = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(note)) return "none yet";
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(note, "utf8")).packages;
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path !== "" && !optional && present[path]?.version !== version) return "the lock has changed";
  }
  // An install by an old Node leaves out, in silence, what asks for a newer one; a copied folder has another machine's.
  const here = `${process.platform === "win32" ? "win32" : process.platform}-${process.arch}`;
  for (const family of ["@nomicfoundation/edr-", "@next/swc-", "@biomejs/cli-"]) {
    const known = Object.keys(wanted).filter((path) => path.startsWith(`node_modules/${family}${here}`));
    if (known.length > 0 && !known.some((path) => existsSync(join(root, path)))) return `${family}${here} is missing`;
  }
  return undefined;
}

// Generated code ——————————————————————————————————————————————————————————————————————————————————————————————————

async function generate(node, env) {
  const bin = (path) => join(root, "node_modules", path);
  await whenChanged("prisma", ["prisma/schema", "prisma.config.ts"], "prisma/generated/client.ts", "Database client", () =>
    run(node, [bin("prisma/build/index.js"), "generate"], env, root),
  );
  await whenChanged("contracts", ["contracts", "hardhat.config.ts"], "artifacts/contracts", "Contracts compiled", () =>
    run(node, [bin("hardhat/dist/src/cli.js"), "build", "--no-tests"], env, root),
  );
}

async function whenChanged(name, sources, product, title, make) {
  const stamp = join(home, "stamps", name);
  const now = hashOf([...sources, "package-lock.json"].map((path) => join(root, path)));
  const before = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  if (before === now && existsSync(join(root, product))) return;
  rmSync(stamp, { force: true });
  await step(title, make);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

function hashOf(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) add(inner);
      else hash.update(inner).update(readFileSync(inner));
    }
  };
  for (const path of paths) {
    if (!existsSync(path)) continue;
    try {
      add(path);
    } catch (error) {
      if (error.code !== "ENOTDIR") throw error;
      hash.update(path).update(readFileSync(path));
    }
  }
  return hash.digest("hex");
}

// Running things ——————————————————————————————————————————————————————————————————————————————————————————————————

/** One line a step, with the time it took. */
async function step(title, work) {
  process.stdout.write(`${title} … `);
  const began = Date.now();
  try {
    await work();
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}

function run(program, parameters, env, cwd) {
  return new Promise((resolve, reject) => {
    let said = "";
    const child = spawn(program, parameters, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const hear = (chunk) => {
      said = (said + chunk).slice(-20_000);
      appendFileSync(log, chunk);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Obstacle(explain(said)))));
  });
}

function explain(said) {
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network request/i.test(said)) {
    return "The package registry cannot be reached: connect to the network (or set npm's proxy or registry) and try again.";
  }
  if (/ENOSPC/.test(said)) return "The disk is full: make about 3 GB of room and try again.";
  if (/EACCES|EPERM|EROFS/.test(said)) {
    return `Some files here belong to somebody else: own ${root} (chown -R) or run this as the user who does.`;
  }
  const last = said.trim().split("\n").slice(-12).join("\n");
  return `${last}\nThis step failed; everything it said is in ${log}.`;
}

/** Becomes the script, as far as Node allows: its signals, its end. */
async function hand(node, env, parameters) {
  // The channel tells the script when we are gone, however we went.
  const child = spawn(node, parameters, { cwd: root, env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (...end) => resolve(end));
  });
  process.exit(signal ? 1 : (code ?? 1));
}

main().catch((error) => {
  console.error(error instanceof Obstacle ? error.message : error);
  process.exit(1);
});
