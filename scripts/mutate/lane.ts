/** One worker process and whoever takes its place when a mutant hangs it. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Answer, Job } from "./worker.ts";

const root = join(import.meta.dirname, "../..");
const START_LIMIT = 180_000;

type Said = Answer | { id: string; broken: string } | { ready: { own: string[]; shared: number } };

export class Lane {
  readonly #files: string[];
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;

  constructor(files: string[], env: NodeJS.ProcessEnv) {
    [this.#files, this.#env] = [files, env];
  }

  /** Undefined when the time was up. */
  async ask(job: Job, limit: number): Promise<Answer | undefined> {
    this.#child ??= await this.#start();
    const child = this.#child;
    const answered = hear(
      child,
      (said): said is Answer | { id: string; broken: string } => "id" in said && said.id === job.id,
      limit,
    );
    child.send(job);
    const said = await answered;
    if (said === undefined) this.close();
    else if ("broken" in said) throw new Error(`${job.id}: ${said.broken}`);
    return said;
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(join(import.meta.dirname, "worker.ts"), this.#files, {
      cwd: root,
      env: { ...this.#env, HH_TEST: "true", NODE_ENV: "test" },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const ready = await hear(child, (said): said is Extract<Said, { ready: unknown }> => "ready" in said, START_LIMIT);
    if (!ready) throw new Error(`The tests did not load within ${START_LIMIT / 1000} s.`);
    return child;
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }
}

function hear<T extends Said>(child: ChildProcess, isIt: (said: Said) => said is T, limit: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(patience);
      child.off("message", listen);
      child.off("exit", fail);
    };
    const listen = (message: unknown): void => {
      if (!isIt(message as Said)) return;
      end();
      resolve(message as T);
    };
    const fail = (code: number | null): void => {
      end();
      reject(new Error(`A worker ended by itself (${code}).`));
    };
    const patience = setTimeout(() => {
      end();
      resolve(undefined);
    }, limit);
    child.on("message", listen);
    child.once("exit", fail);
  });
}
