/** Keeps a service running: its log in a file, a crash said on screen and mended, three in a minute the end. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Complaint } from "./complaint.ts";
import { end, identify, type ProcessId } from "./processes.ts";
import type { Service } from "./world.ts";

export type Running = {
  name: string;
  /** Of this moment: a restart brings another. */
  pid(): number | undefined;
  stop(): Promise<void>;
  /** SIGKILL, and no restart: for tests of what a crash leaves. */
  kill(): Promise<void>;
  /** Resolves with the complaint when the service is given up. */
  lost: Promise<Complaint>;
};

type Options = {
  logFile: string;
  say: (line: string) => void;
  onSpawn?: (pid: number | undefined) => void;
  /** Once aborted, an end is no crash. */
  ending?: AbortSignal;
  readyWithin?: number;
};

const minute = 60_000;

export async function startService(service: Service, options: Options): Promise<Running> {
  const { logFile, say } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  let current: { child: ChildProcess; who: ProcessId } | undefined;
  let stopped = false;
  const stopping = () => stopped || options.ending?.aborted === true;
  let crashes: number[] = [];
  let giveUp: (complaint: Complaint) => void = () => {};
  const lost = new Promise<Complaint>((resolve) => {
    giveUp = resolve;
  });

  const run = () => {
    const log = openSync(logFile, "a");
    const child = spawn(process.execPath, service.parameters, {
      cwd: service.cwd,
      env: service.env,
      stdio: ["ignore", log, log],
      // A group of its own: Ctrl-C reaches us alone, and we stop them in order.
      detached: true,
    });
    closeSync(log);
    current = { child, who: identify(child.pid ?? 0) };
    options.onSpawn?.(child.pid);
    child.once("exit", (code, signal) => void crashed(signal ?? `code ${code}`));
  };

  const crashed = async (how: string) => {
    if (stopping()) return;
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < minute), now];
    if (crashes.length >= 3) {
      stopped = true;
      giveUp(new Complaint(`The ${service.name} crashed three times within a minute (${how}): its log is ${logFile}.`));
      return;
    }
    const pause = 250 * 4 ** crashes.length;
    say(`The ${service.name} ended (${how}) and starts again in ${pause / 1000} s; its log is ${logFile}.`);
    await sleep(pause);
    if (!stopping()) run();
  };

  const stop = async () => {
    stopped = true;
    if (current) await end(current.who, { grace: 10_000 });
  };
  const kill = async () => {
    stopped = true;
    if (current) await end(current.who, { ask: "SIGKILL" });
  };

  run();
  const ready = untilReady(service, options.readyWithin ?? minute, stopping);
  const failed = await Promise.race([ready.then(() => undefined), lost]).catch((error: Complaint) => error);
  if (failed) {
    await stop();
    throw failed.message.includes(logFile) ? failed : new Complaint(`${failed.message} Its log is ${logFile}.`);
  }
  return { name: service.name, pid: () => current?.who.pid, stop, kill, lost };
}

async function untilReady({ name, readyUrl }: Service, within: number, isStopping: () => boolean): Promise<void> {
  const deadline = Date.now() + within;
  while (!isStopping()) {
    const response = await fetch(readyUrl, { redirect: "manual", signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await response?.body?.cancel();
    if (response && response.status < 500) return;
    if (Date.now() > deadline) throw new Complaint(`The ${name} was not ready within ${within / 1000} s.`);
    await sleep(50);
  }
}
