/** What a slip of the pen may do to assembly. */
import { type Change, type Node, replace, type Source } from "./ast.ts";

const swaps: Record<string, string> = {
  add: "sub",
  sub: "add",
  mul: "div",
  div: "mul",
  and: "or",
  or: "and",
  shl: "shr",
  shr: "shl",
  lt: "gt",
  gt: "lt",
};

function call(source: Source, node: Node): Change[] {
  const name = node["functionName"] as Node;
  const word = String(name["name"]);
  if (word === "eq" || word === "iszero") return [replace("assembly", node, `iszero(${source.text(node)})`)];
  const other = swaps[word];
  return other ? [replace("assembly", name, other)] : [];
}

function literal(source: Source, node: Node): Change[] {
  const text = source.text(node);
  if (node["kind"] !== "number") return [];
  const value = BigInt(text);
  return [value + 1n, value - 1n]
    .filter((other) => other >= 0n)
    .map((other) => replace("assembly", node, `0x${other.toString(16)}`));
}

const gone = (node: Node): Change[] => [replace("assembly", node, "{}")];

const operators: Record<string, (source: Source, node: Node) => Change[]> = {
  YulFunctionCall: call,
  YulLiteral: literal,
  YulExpressionStatement: (_, node) => gone(node),
  YulAssignment: (_, node) => gone(node),
  YulIf: (source, node) => {
    const condition = node["condition"] as Node;
    return [replace("assembly", condition, `iszero(${source.text(condition)})`)];
  },
};

export function changesAt(source: Source, node: Node): Change[] {
  return operators[node.nodeType]?.(source, node) ?? [];
}
