/** Remembers what this copy has running: to stop it in order, and to clear it away after a SIGKILL. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Complaint } from "./complaint.ts";
import { end, identify, isAlive, type ProcessId } from "./processes.ts";

type Children = Record<string, ProcessId>;
type Note = { parent: ProcessId; children: Children };

export type Household = {
  add(name: string, pid: number | undefined): void;
  /** Services first, then the chain they read, then the database they write. */
  stop(): Promise<void>;
};

async function stopInOrder({ postgres, chain, ...services }: Children): Promise<void> {
  await Promise.all(Object.values(services).map((who) => end(who, { grace: 10_000 })));
  if (chain) await end(chain);
  if (postgres) await end(postgres, { ask: "SIGINT", grace: 15_000, group: false });
}

const readNote = (file: string): Note | undefined => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);

export async function claim(file: string, say: (line: string) => void): Promise<Household> {
  const old = readNote(file);
  if (old && isAlive(old.parent)) {
    throw new Complaint(
      `Guildhall already runs from this folder (process ${old.parent.pid}): stop it with Ctrl-C where it runs, or with kill ${old.parent.pid}.`,
    );
  }
  await stopLeftovers(file, say);
  return openHousehold(file);
}

/** Ends what a parent that is gone left running; false when the parent is still there. */
export async function stopLeftovers(file: string, say: (line: string) => void = () => {}): Promise<boolean> {
  const old = readNote(file);
  if (old && isAlive(old.parent)) return false;
  const left = Object.entries(old?.children ?? {}).filter(([, who]) => isAlive(who));
  if (left.length > 0) say(`Stopping what an earlier start left running: ${left.map(([name]) => name).join(", ")}.`);
  await stopInOrder(Object.fromEntries(left));
  return true;
}

export function openHousehold(file: string): Household {
  const note: Note = { parent: identify(process.pid), children: {} };
  const write = () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(note, null, 2)}\n`);
  };
  write();
  return {
    add: (name, pid) => {
      if (pid === undefined) return;
      note.children[name] = identify(pid);
      write();
    },
    stop: async () => {
      await stopInOrder(note.children);
      rmSync(file, { force: true });
    },
  };
}
