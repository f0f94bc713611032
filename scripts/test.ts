/**
 * npm test [-- TIER or FILE …] [-- -g WORDS]: every tier, each started and stopped by itself. The last line counts them all.
 */
import { spawn } from "node:child_process";
import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findBrowser } from "../test/support/browser.ts";
import { config } from "./config.ts";
import { Complaint } from "./local/complaint.ts";
import { say } from "./local/screen.ts";
import { buildWeb, isWebBuilt } from "./local/web-build.ts";

const bin = (path: string) => join(config.root, "node_modules", path);
const mocha = [bin("mocha/bin/mocha.js")];
const hardhat = [bin("hardhat/dist/src/cli.js"), "test"];

/**
 * `files` is what belongs to the tier, `program` what Node runs for it. `isFolder`: the program finds the whole tier by
 * itself (Hardhat, given a list of Solidity files, forgets the handlers that they import). `hands`: how many of the program
 * share its files, each with a world of its own.
 */
type Tier = { name: string; files: string; program: string[]; isFolder?: true; hands?: number; prepare?: () => Promise<unknown> };

const tiers = [
  { name: "unit", files: "test/unit/**/*.test.ts", program: mocha },
  { name: "solidity", files: "test/contracts/**/*.t.sol", program: [...hardhat, "solidity"], isFolder: true },
  { name: "contracts", files: "test/contracts/**/*.test.ts", program: [...hardhat, "mocha"] },
  { name: "integration", files: "test/integration/**/*.test.ts", program: mocha },
  { name: "e2e", files: "test/e2e/**/*.test.ts", program: mocha, hands: 2, prepare: prepareBrowser },
] as const satisfies Tier[];

type Result = { passed: number; failed: number; skipped: number };

/** Two cores: what computes and what mostly waits run side by side; the browsers have the machine to themselves. */
const lanes = [[["unit", "solidity", "contracts"], ["integration"]], [["e2e"]]];

async function prepareBrowser(): Promise<void> {
  await findBrowser();
  if (!isWebBuilt()) await buildWeb({ logFile: join(config.home, "logs/web-build.log"), env: config.inherited });
}

/** What to run of a tier; undefined when nobody asked for it. */
function filesOf(tier: Tier, chosen: string[]): string[] | undefined {
  const own = globSync(tier.files, { cwd: config.root }).sort();
  // `contracts` on the command line is both tiers of its folder.
  const isNamed = chosen.some((one) => one === tier.name || (one === "contracts" && tier.name === "solidity"));
  if (chosen.length === 0 || isNamed) return own;
  const some = own.filter((file) => chosen.some((one) => one.replace(/^\.\//, "") === file));
  return some.length > 0 ? some : undefined;
}

/** The longest texts first, each to whoever has the least to do. */
function deal(files: string[], hands: number): string[][] {
  const shares = Array.from({ length: Math.min(hands, files.length) }, () => ({ size: 0, files: [] as string[] }));
  const sized = files.map((file) => ({ file, size: statSync(join(config.root, file)).size }));
  for (const { file, size } of sized.sort((a, b) => b.size - a.size)) {
    const [idlest] = shares.toSorted((a, b) => a.size - b.size);
    idlest?.files.push(file);
    if (idlest) idlest.size += size;
  }
  return shares.map((share) => share.files);
}

async function run(tier: Tier, files: string[], flags: string[]): Promise<Result> {
  const began = Date.now();
  try {
    if (files.length === 0) throw new Complaint(`${tier.files} holds no test.`);
    await tier.prepare?.();
    const isWhole = files.length === globSync(tier.files, { cwd: config.root }).length;
    const shares = tier.isFolder && isWhole ? [[]] : deal(files, tier.hands ?? 1);
    const runs = await Promise.all(shares.map((share) => outputOf([...tier.program, ...flags, ...share])));
    const output = runs.map((one) => one.output).join("\n");
    const endedWell = runs.every(({ code }) => code === 0);
    const count = (word: string) =>
      [...output.matchAll(new RegExp(`^ *(\\d+) ${word}\\b`, "gm"))].reduce((sum, [, number]) => sum + Number(number), 0);
    const result = { passed: count("passing"), failed: count("failing"), skipped: count("(?:pending|skipped)") };
    const hasRun = result.passed + result.failed > 0;
    // A runner that ended badly without a failing test, or that ran none, has failed all the same.
    if (!hasRun || (!endedWell && result.failed === 0)) result.failed += 1;
    if (result.failed > 0) say(`\n${output.trim()}\n`);
    report(tier.name, result, began, hasRun ? "" : ", no test was run");
    return result;
  } catch (error) {
    const result = { passed: 0, failed: 1, skipped: 0 };
    report(tier.name, result, began, `: ${error instanceof Complaint ? error.message : String(error)}`);
    return result;
  }
}

function report(name: string, { passed, failed, skipped }: Result, began: number, remark: string): void {
  const time = ((Date.now() - began) / 1000).toFixed(1);
  say(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}, ${time} s${remark}`);
}

const ceiling = 20 * 60_000;
const running = new Set<ReturnType<typeof spawn>>();

function outputOf(parameters: string[]): Promise<{ output: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, {
      cwd: config.root,
      env: { ...config.inherited, FORCE_COLOR: "0", NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    // A tier that hangs must not hold up whoever waits for the last line.
    const patience = setTimeout(() => {
      output += `\nStopped after ${ceiling / 60_000} minutes.\n`;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 30_000).unref();
    }, ceiling);
    let output = "";
    const hear = (chunk: Buffer) => (output += chunk);
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(patience);
      running.delete(child);
      resolve({ output, code });
    });
  });
}

/** The tests under way stop what they started before they end. */
async function leave(): Promise<never> {
  for (const child of running) child.kill("SIGTERM");
  for (let waited = 0; running.size > 0 && waited < 20_000; waited += 100) await sleep(100);
  process.exit(1);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void leave());
process.once("disconnect", () => void leave());

const given = process.argv.slice(2);
const firstFlag = given.findIndex((one) => one.startsWith("-"));
const chosen = firstFlag < 0 ? given : given.slice(0, firstFlag);
const flags = firstFlag < 0 ? [] : given.slice(firstFlag);

const wanted = new Map<string, { tier: Tier; files: string[] }>();
for (const tier of tiers) {
  const files = filesOf(tier, chosen);
  if (files) wanted.set(tier.name, { tier, files });
}
if (wanted.size === 0) {
  console.error(`No test is called ${chosen.join(" or ")}: name a tier (${tiers.map(({ name }) => name).join(", ")}) or a file.`);
  process.exit(1);
}

const results: Result[] = [];
for (const sideBySide of lanes) {
  const lane = async (names: string[]) => {
    for (const name of names) {
      const one = wanted.get(name);
      if (one) results.push(await run(one.tier, one.files, flags));
    }
  };
  await Promise.all(sideBySide.map(lane));
}

const total = (key: keyof Result) => results.reduce((sum, result) => sum + result[key], 0);
const skipped = total("skipped");
console.log(`\n${total("passed")} passed, ${total("failed")} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exit(total("failed") === 0 ? 0 : 1);
