/** A process measured from outside, so that all of them are measured alike. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export type Measured = {
  /** From its first look at the chain to its last row, without its start. */
  seconds: number;
  /** From its being started to its first look. */
  startSeconds: number;
  cpuSeconds: number;
  peakMb: number;
};

type Options = {
  program: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** What it says when it begins to work. */
  begins: RegExp;
  isDone: () => Promise<boolean>;
  patienceMs: number;
};

export async function measure({ program, args, cwd, env, begins, isDone, patienceMs }: Options): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let beganAt: number | undefined;
  let idle: Usage | undefined;
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
    if (beganAt !== undefined || !begins.test(said)) return;
    beganAt = performance.now();
    idle = usageOf(child);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);

  let last: Usage | undefined;
  try {
    while (!(await isDone().catch(() => false))) {
      last = usageOf(child) ?? last;
      if (child.exitCode !== null) throw new Error(`It ended before it was done:\n${said}`);
      if (performance.now() - startedAt > patienceMs) throw new Error(`It was not done in ${patienceMs / 1_000} s:\n${said}`);
      await sleep(20);
    }
    const doneAt = performance.now();
    last = usageOf(child) ?? last;
    return {
      seconds: (doneAt - (beganAt ?? startedAt)) / 1_000,
      startSeconds: ((beganAt ?? startedAt) - startedAt) / 1_000,
      cpuSeconds: (last?.cpuSeconds ?? 0) - (idle?.cpuSeconds ?? 0),
      peakMb: last?.peakMb ?? 0,
    };
  } finally {
    await endOf(child);
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const patience = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(patience);
}

type Usage = { cpuSeconds: number; peakMb: number };

/** Linux counts CPU time in hundredths of a second, whatever the machine. */
const TICKS = 100;

function usageOf({ pid }: ChildProcess): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS, peakMb: Number(peak) / 1_024 };
  } catch {
    return undefined;
  }
}
