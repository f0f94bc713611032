/** Every mutant of a source, each with a name that outlives changes elsewhere in the file. */
import { createHash } from "node:crypto";
import { type Change, childrenOf, type Node, type Source } from "./ast.ts";
import { changesAt, isSpared } from "./operators.ts";
import { changesAt as changesInAssembly } from "./yul.ts";

export type Mutant = Change & {
  /** `Where.function:operator:hash`: of what is changed, into what, and in which line, not of where the line is. */
  id: string;
  file: string;
  line: number;
  /** The function (or whatever else) it is in, as in "Escrow.release". */
  where: string;
  before: string;
};

type Found = Change & { where: string };

/** A contract, library or function gives what is in it its name. */
function nameOf(node: Node, outer: string): string {
  if (node.nodeType === "ContractDefinition") return String(node["name"]);
  if (node.nodeType === "FunctionDefinition") return `${outer}.${String(node["name"] || node["kind"])}`;
  return outer;
}

function find(source: Source, node: Node, where: string, found: Found[], parent?: Node): void {
  // An interface promises and does nothing; an event's or an error's fields are no code.
  if (node.nodeType === "ContractDefinition" && node["contractKind"] === "interface") return;
  if (/^(Pragma|Import|UsingFor)Directive$|^(Event|Error|Struct|Enum)Definition$/.test(node.nodeType)) return;
  const here = nameOf(node, where);
  if (isSpared(node, parent)) return;
  const changes = node.nodeType.startsWith("Yul") ? changesInAssembly(source, node) : changesAt(source, node);
  found.push(...changes.map((change) => ({ ...change, where: here })));
  const inner = node.nodeType === "InlineAssembly" ? [node["AST"] as Node] : childrenOf(node);
  for (const child of inner) find(source, child, here, found, node);
}

export function mutantsOf(source: Source): Mutant[] {
  const found: Found[] = [];
  const file = /(\w+)\.sol$/.exec(source.path)?.[1] ?? source.path;
  find(source, source.tree, file, found);
  const lines = source.between(0, source.bytes.length).split("\n");
  const seen = new Map<string, number>();
  const mutants = new Map<string, Mutant>();
  for (const change of found.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const { start, end, text, where, operator } = change;
    // Two operators may think of the same change.
    if (mutants.has(`${start}:${end}:${text}`)) continue;
    const line = source.lineAt(start);
    const before = source.between(start, end);
    const what = [source.path, where, operator, lines[line - 1]!.trim(), before, text].join("\n");
    const count = seen.get(what) ?? 0;
    seen.set(what, count + 1);
    const hash = createHash("sha256").update(`${what}\n${count}`).digest("hex").slice(0, 10);
    mutants.set(`${start}:${end}:${text}`, { ...change, id: `${where}:${operator}:${hash}`, file: source.path, line, before });
  }
  return [...mutants.values()];
}

export function describeMutant(source: Source, { start, end, text }: Change): { before: string; after: string } {
  // Whole lines around the change, so that a reader sees it in its place.
  const bytes = source.bytes;
  const from = bytes.lastIndexOf("\n", start - 1) + 1;
  const to = bytes.indexOf("\n", end) < 0 ? bytes.length : bytes.indexOf("\n", end);
  const squeeze = (words: string) => words.replace(/\s+/g, " ").trim();
  return {
    before: squeeze(source.between(from, to)),
    after: squeeze(source.between(from, start) + text + source.between(end, to)),
  };
}
