/** npm run check: everything that can be found without running the product, two at a time, one line each. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { config } from "./config.ts";

const bin = (path: string) => join(config.root, "node_modules", path);
const types = (name: string, project: string) => ({
  name,
  // What was found last time is kept, so that the next time only what changed is looked at.
  program: [
    bin("typescript/bin/tsc"),
    "--noEmit",
    "--incremental",
    "--tsBuildInfoFile",
    `.guildhall/check/${name.replaceAll(" ", "-")}`,
    "-p",
    project,
  ],
});

const checks = [
  types("types of the servers", "."),
  types("types of the web app", "web"),
  types("types of the contract tests", "test/contracts"),
  types("types of the browser tests", "test/e2e"),
  { name: "lint and format", program: [bin("@biomejs/biome/bin/biome"), "ci", "--max-diagnostics=60", "--colors=off", "."] },
  { name: "lint of Solidity", program: [bin("solhint/solhint.js"), "--noPoster", "--disc", "contracts/**/*.sol"] },
  {
    name: "walls between folders",
    program: [
      bin("dependency-cruiser/bin/dependency-cruiser.mjs"),
      "--config",
      ".dependency-cruiser.mjs",
      "api",
      "indexer",
      "core",
      "prisma",
      "scripts",
      "bench",
      "soak",
      "web",
      "test",
    ],
  },
  { name: "dead code", program: [bin("knip/bin/knip.js"), "--no-progress", "--no-config-hints"] },
  { name: "generated files", program: ["scripts/generate.ts", "--check"] },
  { name: "words of the web app", program: ["scripts/messages.ts"] },
  { name: "languages of the web app", program: ["scripts/languages.ts"] },
  { name: "package lock", program: ["scripts/lock.ts", "--check"] },
];

function run({ name, program }: (typeof checks)[number]): Promise<boolean> {
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, program, {
      cwd: config.root,
      env: { ...config.inherited, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const hear = (chunk: Buffer) => (output += chunk);
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("close", (code) => {
      const time = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok    " : "failed"} ${name}, ${time} s`);
      if (code !== 0) console.log(`\n${output.trim()}\n`);
      resolve(code === 0);
    });
  });
}

mkdirSync(join(config.root, ".guildhall/check"), { recursive: true });
// Next writes the types of its routes when it builds; whoever has not built yet needs them too.
execFileSync(process.execPath, [bin("next/dist/bin/next"), "typegen"], { cwd: join(config.root, "web"), env: config.inherited });
const waiting = [...checks];
const outcomes: boolean[] = [];
const lane = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await run(check));
};
await Promise.all([lane(), lane()]);

const failed = outcomes.filter((isGood) => !isGood).length;
console.log(failed === 0 ? `All ${outcomes.length} checks hold.` : `${failed} of ${outcomes.length} checks failed.`);
process.exit(failed === 0 ? 0 : 1);
