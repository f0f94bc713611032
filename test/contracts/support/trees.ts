import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const folder = join(import.meta.dirname, "..");
const trees = join(folder, "trees");

export type Tree = { title: string; children: Tree[] };

/** The words of a title: a string, or a template's with its holes as `…`. */
function titleOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) throw new Error(`A title is text: ${node.getText()}`);
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
}

function treesIn(node: ts.Node): Tree[] {
  const found: Tree[] = [];
  node.forEachChild((child) => {
    const isCall = ts.isCallExpression(child) && ts.isIdentifier(child.expression);
    const name = isCall ? child.expression.getText() : "";
    if (isCall && (name === "describe" || name === "it")) {
      const [title, body] = child.arguments as unknown as [ts.Expression, ts.Expression];
      found.push({ title: titleOf(title), children: name === "describe" ? treesIn(body) : [] });
    } else {
      found.push(...treesIn(child));
    }
  });
  return found;
}

/** Every `describe("Contract.function")` of the test files, as it stands in the source. */
export function treesOfTests(): Map<string, Tree> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".test.ts"));
  return treesOf(files.map((file) => readFileSync(join(folder, file), "utf8")));
}

/** The same of these sources. */
export function treesOf(sources: readonly string[]): Map<string, Tree> {
  const all = sources.flatMap((source) => treesIn(ts.createSourceFile("a.test.ts", source, ts.ScriptTarget.Latest, true)));
  return new Map(all.filter(({ title }) => /^[A-Z]\w+\.\w+$/.test(title)).map((tree) => [tree.title, tree]));
}

export const treeFiles = (): string[] =>
  readdirSync(trees)
    .filter((file) => file.endsWith(".tree"))
    .map((file) => file.slice(0, -".tree".length));
export const readTree = (name: string): string => readFileSync(join(trees, `${name}.tree`), "utf8");

/** What the trees say and the tests do not, or the other way round: nothing when they agree. */
export function disagreements(written: ReadonlyMap<string, string>, tested: ReadonlyMap<string, Tree>): string[] {
  const untested = [...written.keys()].filter((name) => !tested.has(name)).map((name) => `${name}: no test`);
  const others = [...tested].flatMap(([name, tree]) => {
    const text = written.get(name);
    if (text === undefined) return [`${name}: no tree`];
    return text === draw(tree) ? [] : [`${name}: other words`];
  });
  return [...untested, ...others].sort();
}

export function draw({ title, children }: Tree): string {
  const lines = (nodes: Tree[], indent: string): string[] =>
    nodes.flatMap((node, i) => {
      const isLast = i === nodes.length - 1;
      return [
        `${indent}${isLast ? "└── " : "├── "}${node.title}`,
        ...lines(node.children, `${indent}${isLast ? "    " : "│   "}`),
      ];
    });
  return `${[title, ...lines(children, "")].join("\n")}\n`;
}
