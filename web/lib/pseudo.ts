// Vowels with accents keep a word readable; the build has turned each message into text and lists by then (icu-minify).
const accents: Record<string, string> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ö",
  u: "ü",
  y: "ý",
  A: "Á",
  E: "É",
  I: "Í",
  O: "Ö",
  U: "Ü",
};

const PER_WORD = /\p{L}{4,}/gu;

/** About a third longer, as German and Spanish are, so that what is too narrow shows. */
const stretch = (text: string): string =>
  text.replaceAll(/[aeiouyAEIOU]/g, (letter) => accents[letter] ?? letter).replaceAll(PER_WORD, "$&~");

type Node = string | number | Node[] | { [name: string]: Node };

/** What stands inside an argument: its name and kind stay, what is said for each case changes. */
const inside = (node: Node): Node => {
  if (typeof node === "string") return stretch(node);
  if (Array.isArray(node)) {
    const [name, kind, ...rest] = node;
    if (typeof kind !== "number") return [name as Node, ...(kind === undefined ? [] : [inside(kind)]), ...rest.map(inside)];
    // A text after the kind names a format.
    return [name as Node, kind, ...rest.map((part) => (typeof part === "string" ? part : inside(part)))];
  }
  return typeof node === "object" ? Object.fromEntries(Object.entries(node).map(([key, part]) => [key, inside(part)])) : node;
};

/** Brackets show where a message begins and ends, so that one glued out of pieces shows too. */
export const pseudo = (message: Node): Node => {
  if (typeof message === "string") return `[${stretch(message)}]`;
  if (Array.isArray(message)) return ["[", ...message.map(inside), "]"];
  if (typeof message === "object") return Object.fromEntries(Object.entries(message).map(([key, part]) => [key, pseudo(part)]));
  return message;
};
