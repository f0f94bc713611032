/** Whoever survives the behaviour tests meets fuzz and the laws: a copy of the contracts, with one source changed. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const LIMIT = 600_000;

export class SecondLook {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  #isReady = false;

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    [this.#folder, this.#env] = [folder, env];
  }

  /** The test that failed; undefined when none did. */
  async killer(file: string, text: string, original: string): Promise<string | undefined> {
    await this.#prepare();
    const place = join(this.#folder, file);
    writeFileSync(place, text);
    try {
      return await this.#run();
    } finally {
      writeFileSync(place, original);
    }
  }

  async #prepare(): Promise<void> {
    if (this.#isReady) return;
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    for (const path of ["contracts", "hardhat.config.ts"])
      cpSync(join(root, path), join(this.#folder, path), { recursive: true });
    cpSync(join(root, "test/contracts"), join(this.#folder, "test/contracts"), {
      recursive: true,
      filter: (path) => !path.endsWith(".ts"),
    });
    writeFileSync(join(this.#folder, "package.json"), '{ "private": true, "type": "module" }\n');
    const failed = await this.#run();
    if (failed) throw new Error(`The Solidity tests fail without any mutant: ${failed}`);
    this.#isReady = true;
  }

  #run(): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const program = [join(root, "node_modules/hardhat/dist/src/cli.js"), "test", "solidity"];
      const child = spawn(process.execPath, program, {
        cwd: this.#folder,
        env: { ...this.#env, NO_COLOR: "1", FORCE_COLOR: "0" },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk));
      const patience = setTimeout(() => child.kill("SIGKILL"), LIMIT);
      child.once("error", reject);
      child.once("close", (code) => {
        clearTimeout(patience);
        if (code === 0) return resolve(undefined);
        // A mutant that the tests in Solidity do not even compile with was killed by the compiler's types.
        resolve(/^ *(?:✘|\d+\)) *(.+)$/m.exec(output)?.[1] ?? (code === null ? "the time limit" : output.trim().slice(-200)));
      });
    });
  }
}
