/** Starts the local chain as a process of its own and waits for it to be the chain it was. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ChainMessage } from "./chain-main.ts";
import { Complaint } from "./complaint.ts";
import { end, identify } from "./processes.ts";

export type Chain = { pid: number; child: ChildProcess; rpcUrl: string; rpcWsUrl: string; blocks: number; stop(): Promise<void> };

type Options = {
  port: number;
  logFile: string;
  env: NodeJS.ProcessEnv;
  /** Keeps the chain; without it the chain is forgotten when it stops. */
  journalFile?: string;
  bornAt?: string;
  progress?: (done: number, total: number) => void;
  onSpawn?: (pid: number | undefined) => void;
};

export async function startChain({ port, logFile, env, journalFile, bornAt, progress, onSpawn }: Options): Promise<Chain> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [join(import.meta.dirname, "chain-main.ts")], {
    stdio: ["ignore", log, log, "ipc"],
    detached: true,
    cwd: join(import.meta.dirname, "../.."),
    env: {
      ...env,
      RPC_PORT: String(port),
      ...(journalFile && { CHAIN_JOURNAL: journalFile }),
      ...(bornAt && { CHAIN_BORN_AT: bornAt }),
    },
  });
  closeSync(log);
  onSpawn?.(child.pid);
  const who = identify(child.pid ?? 0);
  const stop = () => end(who);

  const ready = await new Promise<{ port: number; blocks: number }>((resolve, reject) => {
    child.on("message", (message: ChainMessage) => {
      if ("progress" in message) progress?.(...message.progress);
      else if ("ready" in message) resolve(message.ready);
      else reject(new Complaint(message.failed));
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Complaint(`The local chain ended before it was ready: see ${logFile}.`)));
  });
  return {
    pid: who.pid,
    child,
    rpcUrl: `http://127.0.0.1:${ready.port}`,
    rpcWsUrl: `ws://127.0.0.1:${ready.port}`,
    blocks: ready.blocks,
    stop,
  };
}
