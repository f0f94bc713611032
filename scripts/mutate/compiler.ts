/** The compiler in this process: the trees of all sources, and the code of one contract with one of its sources changed. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { childrenOf, type Node, Source } from "./ast.ts";

const root = join(import.meta.dirname, "../..");
const solc = createRequire(import.meta.url)("solc") as { compile: (input: string) => string };

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  sources: Record<string, { ast: Node }>;
  contracts?: Record<string, Record<string, { evm: { bytecode: { object: string }; deployedBytecode: { object: string } } }>>;
};

export type Settings = Record<string, unknown>;
export type Bytecode = { bytecode: string; deployedBytecode: string };
/** path → text */
export type Texts = Readonly<Record<string, string>>;

export const read = (path: string, folder = root): string => {
  const own = join(folder, path);
  return readFileSync(existsSync(own) ? own : join(root, "node_modules", path), "utf8");
};

/** The files of people's money; what stands in for others in tests is not among them. */
export const production = (folder = root): string[] =>
  globSync("contracts/**/*.sol", { cwd: folder })
    .filter((path) => !/^contracts\/(mocks|interfaces)\//.test(path))
    .sort();

function run(texts: Texts, settings: Settings): Output {
  const sources = Object.fromEntries(Object.entries(texts).map(([path, content]) => [path, { content }]));
  return JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings }))) as Output;
}

const importsOf = (text: string): string[] => [...text.matchAll(/^import\s[^"';]*["']([^"']+)["'];/gm)].map(([, path]) => path!);

function resolve(from: string, path: string): string {
  if (!path.startsWith(".")) return path;
  return join(from, "..", path);
}

/** A source with everything that it imports, near and far. */
export function closureOf(path: string, folder = root): Texts {
  const texts: Record<string, string> = {};
  const add = (one: string) => {
    if (texts[one] !== undefined) return;
    texts[one] = read(one, folder);
    for (const imported of importsOf(texts[one])) add(resolve(one, imported));
  };
  add(path);
  return texts;
}

export function parse(texts: Texts): Source[] {
  const output = run(texts, { outputSelection: { "*": { "": ["ast"] } } });
  const wrong = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (wrong.length > 0) throw new Error(wrong.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return Object.entries(output.sources).map(([path, { ast }]) => new Source(path, ast, Buffer.from(texts[path]!)));
}

/** Contracts that one deploys: what is abstract, a library or an interface lives in those. */
export function deployable({ tree }: Source): string[] {
  return childrenOf(tree)
    .filter((node) => node.nodeType === "ContractDefinition" && node["contractKind"] === "contract" && !node["abstract"])
    .map((node) => String(node["name"]));
}

/** Undefined when the compiler refuses. */
export function compile(texts: Texts, path: string, name: string, settings: Settings): Bytecode | undefined {
  const output = run(texts, {
    ...settings,
    // The digest of the source would make any two codes differ.
    metadata: { appendCBOR: false, bytecodeHash: "none" },
    outputSelection: { [path]: { [name]: ["evm.bytecode.object", "evm.deployedBytecode.object"] } },
  });
  const made = output.contracts?.[path]?.[name]?.evm;
  if (!made?.bytecode.object) return undefined;
  return { bytecode: `0x${made.bytecode.object}`, deployedBytecode: `0x${made.deployedBytecode.object}` };
}
