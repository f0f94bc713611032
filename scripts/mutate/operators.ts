/**
 * What a slip of the pen may do to Solidity: one small change at a time, each of which the compiler may take and a test
 * should not. The same for assembly is in yul.ts.
 */
import { type Change, type Node, placeOf, replace, type Source } from "./ast.ts";

const swaps: Record<string, readonly string[]> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "&&": ["||"],
  "||": ["&&"],
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
  "+=": ["-="],
  "-=": ["+="],
  "*=": ["/="],
  "|=": ["&="],
  "&=": ["|="],
};

function kindOf(sign: string): string {
  if (["&&", "||"].includes(sign)) return "boolean";
  if (/^[<>]=?$|^[=!]=$/.test(sign)) return "relational";
  return /[&|^]|<<|>>/.test(sign) ? "bitwise" : "arithmetical";
}

/** The sign stands between the two sides, whatever else does. */
function swapBetween(source: Source, left: Node, right: Node, sign: string): Change[] {
  const [from, to] = [placeOf(left).end, placeOf(right).start];
  const gap = source.between(from, to);
  const at = gap.lastIndexOf(sign);
  if (at < 0) return [];
  const start = from + Buffer.byteLength(gap.slice(0, at));
  const end = start + Buffer.byteLength(sign);
  return (swaps[sign] ?? []).map((text) => ({ operator: kindOf(sign), start, end, text }));
}

const isComparison = (node: Node) => node.nodeType === "BinaryOperation" && kindOf(String(node["operator"])) === "relational";

/** A comparison's opposite is among its swaps already. */
function negated(source: Source, condition: Node): Change[] {
  return isComparison(condition) ? [] : [replace("condition", condition, `!(${source.text(condition)})`)];
}

function onlyReverts(body: Node): boolean {
  if (body.nodeType === "RevertStatement") return true;
  const statements = body["statements"] as Node[] | undefined;
  return body.nodeType === "Block" && statements?.length === 1 && onlyReverts(statements[0]!);
}

const isGuard = (node: Node) => onlyReverts(node["trueBody"] as Node) && !node["falseBody"];

function ifs(source: Source, node: Node): Change[] {
  return [...negated(source, node["condition"] as Node), ...(isGuard(node) ? [gone(source, node, "guard")] : [])];
}

function unary(source: Source, node: Node): Change[] {
  const [sign, inner] = [String(node["operator"]), node["subExpression"] as Node];
  const bare = source.text(inner);
  if (sign === "!") return [replace("boolean", node, bare)];
  if (sign === "~") return [replace("bitwise", node, bare)];
  if (sign === "-") return [replace("arithmetical", node, bare)];
  const other = { "++": "--", "--": "++" }[sign];
  if (!other) return [];
  return [replace("arithmetical", node, node["prefix"] ? other + bare : bare + other)];
}

const typeOf = (node: Node) => (node["typeDescriptions"] as { typeString?: string } | undefined)?.typeString ?? "";

function literal(source: Source, node: Node): Change[] {
  const text = source.text(node);
  if (node["kind"] === "bool") return [replace("constant", node, text === "true" ? "false" : "true")];
  if (node["kind"] !== "number" || typeOf(node).startsWith("address")) return [];
  if (!/^\d+$/.test(text)) return [replace("constant", node, `(${text} + 1)`), replace("constant", node, `(${text} - 1)`)];
  const value = BigInt(text);
  return [value + 1n, value - 1n].filter((other) => other >= 0n).map((other) => replace("constant", node, String(other)));
}

/** What the function would answer if it had not thought. */
function nothing(source: Source, node: Node): Change[] {
  if (node.nodeType === "TupleExpression") return (node["components"] as Node[]).flatMap((part) => nothing(source, part));
  const type = typeOf(node);
  const zero = /^u?int/.test(type) ? "0" : /^bytes\d+$/.test(type) ? `${type}(0)` : /^address/.test(type) ? "address(0)" : "";
  if (zero) return source.text(node) === "0" ? [] : [replace("return", node, zero)];
  if (type === "bool" && !isComparison(node) && node.nodeType !== "Literal") return negated(source, node);
  return [];
}

function calls(source: Source, node: Node): Change[] {
  const parts = node["arguments"] as Node[];
  const name = source.text(node["expression"] as Node);
  const swapped = parts.slice(1).flatMap((right, i): Change[] => {
    const left = parts[i]!;
    const [a, b] = [source.text(left), source.text(right)];
    if (a === b || typeOf(left) !== typeOf(right)) return [];
    const [from, to] = [placeOf(left), placeOf(right)];
    return [{ operator: "arguments", start: from.start, end: to.end, text: b + source.between(from.end, to.start) + a }];
  });
  return name === "require" && parts[0] ? [...negated(source, parts[0]), ...swapped] : swapped;
}

/** An empty block is a statement wherever one may stand. The tree leaves the semicolon out. */
function gone(source: Source, node: Node, operator = "statement"): Change {
  const { start, end } = placeOf(node);
  const semicolon = /^\s*;/.exec(source.between(end, source.bytes.length))?.[0] ?? "";
  return { operator, start, end: end + semicolon.length, text: "{}" };
}

const operators: Record<string, (source: Source, node: Node) => Change[]> = {
  BinaryOperation: (source, node) =>
    swapBetween(source, node["leftExpression"] as Node, node["rightExpression"] as Node, String(node["operator"])),
  Assignment: (source, node) =>
    swapBetween(source, node["leftHandSide"] as Node, node["rightHandSide"] as Node, String(node["operator"])),
  UnaryOperation: unary,
  IfStatement: ifs,
  Conditional: (source, node) => negated(source, node["condition"] as Node),
  Literal: literal,
  FunctionCall: calls,
  ExpressionStatement: (source, node) => [gone(source, node)],
  EmitStatement: (source, node) => [gone(source, node)],
  RevertStatement: (source, node) => [gone(source, node)],
  Break: (source, node) => [gone(source, node)],
  Continue: (source, node) => [gone(source, node)],
  Return: (source, node) => (isReturning(node) ? nothing(source, node["expression"] as Node) : [gone(source, node)]),
  ModifierInvocation: (_, node) => (node["kind"] === "modifierInvocation" ? [replace("modifier", node, "")] : []),
};

const isReturning = (node: Node) => typeof node["expression"] === "object" && node["expression"] !== null;

/** What is done by changing the whole need not be done to its part. */
export const isSpared = (node: Node, parent: Node | undefined): boolean =>
  node.nodeType === "RevertStatement" && parent?.nodeType === "IfStatement" && isGuard(parent);

export function changesAt(source: Source, node: Node): Change[] {
  return operators[node.nodeType]?.(source, node) ?? [];
}
