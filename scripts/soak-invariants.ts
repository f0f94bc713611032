/**
 * npm run soak:invariants -- --calls 1000000 [--seed 1] [--fresh]: the laws of docs/invariants.md against that many random moves,
 * in batches. A run that was stopped goes on where it was, as long as neither contracts nor campaign have changed; --fresh begins
 * anew. Ends badly when a law breaks, and when the campaign never got to a state that it is there to try.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { config } from "./config.ts";
import { Complaint, complain } from "./local/complaint.ts";
import { say, table } from "./local/screen.ts";
import { type Batch, Known, movesIn, sum, unreached, wantedMoves } from "./soak/batches.ts";

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    fresh: { type: "boolean", default: false },
  },
});

const root = config.root;
const folder = join(config.home, "soak");
const log = join(folder, "moves.log");
/** Agreements come to their ends within some sixty moves: many sequences find more than long ones. */
const DEPTH = 100;
const BATCH = 25_000;
/** From here on a state that was never reached is the campaign's fault, not chance. */
const ENOUGH = 100_000;

function code(): string {
  const paths = globSync(["contracts/**/*.sol", "test/contracts/support/*.sol", "test/soak/*.sol", "hardhat.config.ts"], {
    cwd: root,
  });
  const hash = createHash("sha256");
  for (const path of paths.sort()) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest("hex").slice(0, 16);
}

function run(seed: number, number: number, calls: number): Pick<Batch, "ms" | "moves"> {
  rmSync(log, { force: true });
  const began = Date.now();
  const program = [
    join(root, "node_modules/hardhat/dist/src/cli.js"),
    "--config",
    "scripts/soak/hardhat-config.ts",
    "test",
    "solidity",
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, program, {
    cwd: root,
    env: {
      ...config.inherited,
      NO_COLOR: "1",
      FORCE_COLOR: "0",
      SOAK_SEED: String(1 + seed * 1_000_000 + number),
      SOAK_RUNS: String(Math.ceil(calls / DEPTH)),
      SOAK_DEPTH: String(DEPTH),
    },
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0 || !existsSync(log)) {
    throw new Complaint(
      `${`${stdout}\n${stderr}`.trim()}\n\nBatch ${number} of seed ${seed} failed: a law is broken, or the campaign.`,
    );
  }
  return { ms: Date.now() - began, moves: movesIn(readFileSync(log, "utf8")) };
}

function whole(name: "calls" | "seed", least: number): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < least) throw new Complaint(`--${name} is a whole number of at least ${least}.`);
  return value;
}

function main(): void {
  const [wanted, seed] = [whole("calls", DEPTH), whole("seed", 0)];
  const known = new Known(join(folder, "state.jsonl"), values.fresh);
  const [now, batches] = [code(), [] as Batch[]];
  for (let number = 0, left = wanted; left > 0; number += 1) {
    const calls = Math.ceil(Math.min(BATCH, left) / DEPTH) * DEPTH;
    let batch = known.find(now, seed, number, calls);
    if (!batch) {
      batch = { code: now, seed, number, calls, ...run(seed, number, calls) };
      known.add(batch);
    }
    batches.push(batch);
    left -= calls;
    const so = sum(batches);
    const moved = Object.values(so.moves).reduce((all, count) => all + count, 0);
    const pace = Math.round((so.calls * 1_000) / so.ms);
    say(
      `${so.calls.toLocaleString("en-US")} calls, ${moved.toLocaleString("en-US")} moves made, no law broken, ${pace} calls a second`,
    );
  }

  const total = sum(batches);
  const rows = Object.entries(total.moves).sort(([, a], [, b]) => b - a);
  say(`\n${table([["move", "made"], ...rows.map(([name, count]) => [name, count.toLocaleString("en-US")])])}\n`);
  say(
    `Seed ${seed}: ${total.calls.toLocaleString("en-US")} calls in sequences of ${DEPTH}, ${(total.ms / 60_000).toFixed(1)} minutes.`,
  );
  say("Laws 1, 2, 3, 4, 6, 8, 9, 10 and 11 held after every call, law 5 at the end of every sequence; no call reverted.");
  const missing = unreached(total.moves, wantedMoves(readFileSync(join(root, "test/contracts/Laws.t.sol"), "utf8")));
  if (missing.length === 0) return;
  say(`Never reached: ${missing.join(", ")}.`);
  if (total.calls >= ENOUGH) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  complain(error);
}
