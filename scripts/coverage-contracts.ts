/**
 * npm run coverage:contracts: which lines and statements of the contracts their tests run. Ends badly below 100 %.
 * Fuzz and the laws are left out: what only they reach has no test that says what it does.
 */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { config } from "./config.ts";
import { missedInAll } from "./cover/report.ts";
import { Complaint, complain } from "./local/complaint.ts";
import { say, step } from "./local/screen.ts";

const root = config.root;
/** A contract that is watched weighs more; those tests are about its weight. */
const ABOUT_WEIGHT = /\/(gas|shape)\.test\.ts$/;
const behaviour = globSync("test/contracts/*.test.ts", { cwd: root }).filter((path) => !ABOUT_WEIGHT.test(path));
/** Interfaces, and files of constants and errors alone, have nothing to run. */
const hasCode = (path: string) => /\bfunction\b[^;{]*\{/.test(readFileSync(join(root, path), "utf8"));
const sources = globSync("contracts/**/*.sol", { cwd: root, exclude: ["contracts/mocks/**"] }).filter(hasCode);

/** @returns The run's report, in lcov's words. */
async function watch(parameters: string[]): Promise<string> {
  rmSync(join(root, "coverage"), { recursive: true, force: true });
  const hardhat = join(root, "node_modules/hardhat/dist/src/cli.js");
  const program = [hardhat, "--config", "scripts/cover/hardhat.config.ts", "--coverage", "test", ...parameters];
  const env = { ...config.inherited, NO_COLOR: "1", FORCE_COLOR: "0" };
  const { stdout, stderr, status } = spawnSync(process.execPath, program, {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) {
    const last = `${stdout}\n${stderr}`.trim().split("\n").slice(-80).join("\n");
    throw new Complaint(`${last}\nThe tests themselves fail.`);
  }
  return readFileSync(join(root, "coverage/lcov.info"), "utf8");
}

async function main(): Promise<void> {
  const runs = [await step("Behaviour tests", () => watch(["mocha", ...behaviour.sort()]))];
  // A few facts can be had in Solidity alone: another chain id, for one.
  if (missedInAll(runs, sources).size > 0) {
    runs.push(await step("Plain tests in Solidity", () => watch(["solidity", "--grep", "test_", "--grep-exclude", "everyMove"])));
  }
  const missed = missedInAll(runs, sources);
  for (const [path, lines] of missed) {
    const text = readFileSync(join(root, path), "utf8").split("\n");
    for (const line of lines) say(`${path}:${line}  ${text[line - 1]?.trim()}`);
  }
  say(missed.size === 0 ? `All lines and statements of ${sources.length} sources are run.` : "Not everything is run.");
  if (missed.size > 0) process.exitCode = 1;
}

await main().catch(complain);
