import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Abi, Hex } from "viem";

export const root = join(import.meta.dirname, "../..");

export type Artifact = {
  abi: Abi;
  bytecode: Hex;
  deployedBytecode: Hex;
  /** Where the constructor writes immutables into the deployed code. */
  immutableReferences?: Record<string, { start: number; length: number }[]>;
};

/** Hardhat decides by content what is stale, so this costs two seconds when nothing changed. */
export function compile(): void {
  execFileSync(process.execPath, [join(root, "node_modules/hardhat/dist/src/cli.js"), "compile", "--no-tests", "--quiet"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** @param source As in "Escrow.sol/Escrow", or a package's as in "@openzeppelin/contracts/…". */
export function readArtifact(source: string): Artifact {
  const path = join(root, source.startsWith("@") ? "artifacts" : "artifacts/contracts", `${source}.json`);
  if (!existsSync(path)) throw new Error(`${source} is not compiled. Run: npx hardhat compile`);
  return JSON.parse(readFileSync(path, "utf8")) as Artifact;
}
