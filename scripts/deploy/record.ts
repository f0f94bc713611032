import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "../../core/chain/deployments.ts";
import { root } from "./artifacts.ts";

/** Whole or not at all: whoever starts next reads it. */
export function writeDeployment(deployment: Deployment, folder = join(root, ".guildhall/deployments")): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${deployment.chainId}.json`);
  writeFileSync(`${path}.new`, `${JSON.stringify(deployment, null, 2)}\n`);
  renameSync(`${path}.new`, path);
  return path;
}
