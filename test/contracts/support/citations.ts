import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { treeFiles } from "./trees.ts";

const root = join(import.meta.dirname, "../../..");

/** What a page of docs calls a test: a tree, a function of the Solidity tests, a handler's move, a test file. */
const names = [
  /`([A-Z]\w+\.\w+\.tree)`/g,
  /`((?:test|testFuzz|invariant)_\w+)`/g,
  /`(\w*Handler\.\w+)`/g,
  /`([\w-]+(?:\.[\w-]+)*\.test\.ts)`/g,
];

/** All names in a page that look like a test's. */
export const citedIn = (page: string): string[] => [
  ...new Set(names.flatMap((name) => [...page.matchAll(name)].map(([, found]) => found!))),
];

export const pageOf = (name: string): string => readFileSync(join(root, "docs", name), "utf8");

/** Every name by which a test may be cited. */
export function citable(): Set<string> {
  const functions = globSync("test/contracts/**/*.sol", { cwd: root }).flatMap((file) => {
    const contract = basename(file, ".sol");
    const declared = [...readFileSync(join(root, file), "utf8").matchAll(/^ +function (\w+)/gm)].map(([, name]) => name!);
    return declared.flatMap((name) => [name, `${contract}.${name}`]);
  });
  const files = globSync("test/**/*.test.ts", { cwd: root }).map((file) => basename(file));
  return new Set([...treeFiles().map((tree) => `${tree}.tree`), ...functions, ...files]);
}
