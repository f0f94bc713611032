/**
 * JSON as we are ready to read it. Express's own parser takes nesting 49,000 deep, duplicate keys, integers that lose
 * digits and text that Postgres cannot hold, all in silence; one pass over the text refuses them with a sentence.
 */
import type { IncomingMessage } from "node:http";
import { Problem } from "#core/lib/problem.ts";

export const MAX_BODY = 256 * 1024;
const MAX_DEPTH = 32;
const MAX_VALUES = 5_000;

const refuse = (sentence: string): never => {
  throw new Problem("bad-input", sentence);
};

export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers["content-type"];
  const announced = Number(request.headers["content-length"] ?? 0);
  const isChunked = request.headers["transfer-encoding"] !== undefined;
  if (announced > MAX_BODY) throw tooLarge();
  if (type === undefined && announced === 0 && !isChunked) return undefined;
  if (type === undefined || !/^application\/json\s*(;\s*charset="?utf-8"?)?\s*$/i.test(type)) {
    refuse("The body must be JSON in UTF-8; send it with content-type: application/json.");
  }
  if ((request.headers["content-encoding"] ?? "identity") !== "identity") refuse("Send the body uncompressed.");

  const bytes = await readBytes(request);
  return bytes.length === 0 ? undefined : parseJson(decode(bytes));
}

const tooLarge = () =>
  new Problem("too-large", `The body is larger than ${MAX_BODY / 1024} kB; send less at once.`, { maxBytes: MAX_BODY });

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("The body is not UTF-8.");
  }
}

/** Structure first, on the raw text, so that nothing deep or huge is ever built. */
export function parseJson(text: string): unknown {
  checkStructure(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("The body is not valid JSON.");
  }
  checkStrings(value);
  return value;
}

function checkStructure(text: string): void {
  const open: (Set<string> | null)[] = []; // the keys of each object around; null for an array
  let values = 0;
  let isKey = false;

  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') {
      const end = endOfString(text, at);
      if (isKey) addKey(open.at(-1), text.slice(at, end + 1));
      isKey = false;
      at = end;
    } else if (char === "{" || char === "[") {
      open.push(char === "{" ? new Set() : null);
      if (open.length > MAX_DEPTH) refuse(`The JSON is nested more than ${MAX_DEPTH} deep.`);
      isKey = char === "{";
    } else if (char === "}" || char === "]") {
      open.pop();
      isKey = false;
    } else if (char === ",") {
      if (++values > MAX_VALUES) refuse(`The JSON holds more than ${MAX_VALUES} values.`);
      isKey = open.at(-1) instanceof Set;
    } else if (char === "-" || (char >= "0" && char <= "9")) {
      at = checkNumber(text, at);
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return refuse("The body is not valid JSON.");
}

function addKey(keys: Set<string> | null | undefined, raw: string): void {
  if (!keys) return;
  let key = raw;
  try {
    if (raw.includes("\\")) key = JSON.stringify(JSON.parse(raw));
  } catch {
    refuse("The body is not valid JSON.");
  }
  if (keys.has(key)) refuse(`The JSON names ${key.slice(0, 60)} twice in one object.`);
  keys.add(key);
}

const number = /-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;

/** A number that a double would change is refused; amounts travel as strings. */
function checkNumber(text: string, start: number): number {
  number.lastIndex = start;
  const found = number.exec(text);
  if (!found) return refuse("The body is not valid JSON.");
  const value = Number(found[0]);
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  if (!isExact) refuse("The JSON holds a number too large to be exact; write amounts as strings of digits.");
  return start + found[0].length - 1;
}

function checkStrings(value: unknown): void {
  if (typeof value === "string") {
    if (!value.isWellFormed() || value.includes("\0")) {
      refuse("The text holds characters that cannot be kept (NUL or half of a surrogate pair); send it without them.");
    }
  } else if (Array.isArray(value)) {
    for (const entry of value) checkStrings(entry);
  } else if (value !== null && typeof value === "object") {
    for (const [key, entry] of Object.entries(value)) {
      checkStrings(key);
      checkStrings(entry);
    }
  }
}
