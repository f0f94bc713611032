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
  const all = files.flatMap((file) =>
    treesIn(ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest, true)),
  );
  return new Map(all.filter(({ title }) => /^[A-Z]\w+\.\w+$/.test(title)).map((tree) => [tree.title, tree]));
}

export const treeFiles = (): string[] =>
  readdirSync(trees)
    .filter((file) => file.endsWith(".tree"))
    .map((file) => file.slice(0, -".tree".length));
export const readTree = (name: string): string => readFileSync(join(trees, `${name}.tree`), "utf8");

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
