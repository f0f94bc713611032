/** Who is running: a pid alone may have passed to another program, so a process is known by pid and birth. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export type ProcessId = { pid: number; born: string };

/** When the process began, in whatever words the system has for it; undefined when it is gone. */
export function birthOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      // Field 22 of stat, counted after the command name, which may itself hold spaces and brackets.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

export const identify = (pid: number): ProcessId => ({ pid, born: birthOf(pid) ?? "gone" });

export const isAlive = ({ pid, born }: ProcessId): boolean => birthOf(pid) === born;

function signal(pid: number, name: NodeJS.Signals, group: boolean): void {
  try {
    process.kill(group ? -pid : pid, name);
  } catch {
    // It ended by itself a moment ago.
  }
}

export async function waitUntilGone(who: ProcessId, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(who)) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}

/** Asks, waits, then insists. With `group`, everything the process started goes with it. */
export async function end(
  who: ProcessId,
  { ask = "SIGTERM", grace = 5_000, group = true }: { ask?: NodeJS.Signals; grace?: number; group?: boolean } = {},
): Promise<void> {
  if (!isAlive(who)) return;
  signal(who.pid, ask, group);
  if (!(await waitUntilGone(who, grace))) signal(who.pid, "SIGKILL", group);
  else if (group) signal(who.pid, "SIGKILL", true);
  await waitUntilGone(who, 2_000);
}
