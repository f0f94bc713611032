/** Which tests a mutant meets, and in which order. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { closureOf, deployable, parse, production } from "./compiler.ts";
import type { Source } from "./ast.ts";

const root = join(import.meta.dirname, "../..");

export type Target = { path: string; name: string };

/** Tests of what contracts weigh and of pages about them: a mutant may weigh what it likes. */
const ABOUT_OTHER_THINGS = /^(gas|shape|deploy)\.test\.ts$/;

export const testFiles = (): string[] =>
  globSync("test/contracts/*.test.ts", { cwd: root })
    .filter((path) => !ABOUT_OTHER_THINGS.test(path.split("/").at(-1)!))
    .sort()
    .map((path) => join(root, path));

type Titled = { title: string };

/** `describe("Escrow.release")` and `describe("Escrow payouts")` are Escrow's. */
export const ownerOf = ({ title }: Titled): string | undefined => /^([A-Z]\w+)[. ]/.exec(title)?.[1];
/** What names no contract is about all of them. */
export const isShared = (suite: Titled): boolean => ownerOf(suite) === undefined;

/** Its own function's tests first, then its contracts', then what is about all contracts; no others. */
export function suitesFor<S extends Titled>(suites: readonly S[], contracts: readonly string[], where: string): S[] {
  const name = where.split(".").at(-1)!;
  const rank = (suite: S): number => {
    const owner = ownerOf(suite);
    if (owner === undefined) return 2;
    if (!contracts.includes(owner)) return 3;
    return suite.title.endsWith(`.${name}`) ? 0 : 1;
  };
  return suites.filter((suite) => rank(suite) < 3).sort((a, b) => rank(a) - rank(b));
}

export type Project = {
  sources: Map<string, Source>;
  /** file → the contracts that are made of it. */
  targets: Map<string, Target[]>;
};

export function readProject(): Project {
  const paths = production();
  const closures = new Map(paths.map((path) => [path, closureOf(path)]));
  const sources = new Map(parse(Object.assign({}, ...closures.values())).map((source) => [source.path, source]));
  const targets = new Map<string, Target[]>(paths.map((path) => [path, []]));
  for (const path of paths) {
    for (const name of deployable(sources.get(path)!)) {
      for (const part of Object.keys(closures.get(path)!)) targets.get(part)?.push({ path, name });
    }
  }
  // Who says how to test a library that no contract holds?
  for (const [path, users] of targets) if (users.length === 0) targets.delete(path);
  return { sources, targets };
}

/** All that the outcome of a mutant's tests depends on, beside the contracts. */
export function testTexts(): string[] {
  const paths = globSync("test/contracts/**/*.{ts,sol}", { cwd: root }).sort();
  return paths.map((path) => readFileSync(join(root, path), "utf8"));
}
