/** The compiler's syntax tree, as far as we read it. Positions are bytes of UTF-8, so sources are read as buffers. */
export type Node = { nodeType: string; src: string; [key: string]: unknown };

export const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "nodeType" in value;

export function placeOf({ src }: Node): { start: number; end: number } {
  const [start = 0, length = 0] = src.split(":").map(Number);
  return { start, end: start + length };
}

export function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

/** One source with its tree. */
export class Source {
  readonly path: string;
  readonly tree: Node;
  readonly bytes: Buffer;

  constructor(path: string, tree: Node, bytes: Buffer) {
    [this.path, this.tree, this.bytes] = [path, tree, bytes];
  }

  text(node: Node): string {
    const { start, end } = placeOf(node);
    return this.between(start, end);
  }

  between(start: number, end: number): string {
    return this.bytes.toString("utf8", start, end);
  }

  lineAt(start: number): number {
    return this.between(0, start).split("\n").length;
  }

  with({ start, end, text }: Edit): string {
    return this.between(0, start) + text + this.between(end, this.bytes.length);
  }
}

export type Edit = { start: number; end: number; text: string };

/** A change that an operator proposes. */
export type Change = Edit & { operator: string };

export const replace = (operator: string, node: Node, text: string): Change => ({ operator, ...placeOf(node), text });
