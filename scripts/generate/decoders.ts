/**
 * Writes indexer/decoders.ts: for each event of the contracts how its log is read, at offsets that are known before the
 * log is, and how its arguments go into JSON and come back. What is the same in all of them is in indexer/words.ts.
 */
import { type AbiEvent, type AbiParameter, toEventSelector } from "viem";

const WORD = 64;
/** Behind 0x. */
const START = 2;

type Abis = Readonly<Record<string, readonly AbiEvent[]>>;

export function decodersFile(abis: Abis): string {
  const contracts = Object.entries(abis).map(([contract, events]) => `  ${contract}: {\n${events.map(entryOf).join("")}  },\n`);
  return `// Written by scripts/generate.ts from contracts/. Do not edit.
import { address, big, bool, bytes, type Decoders, follow, list, small, text } from "./words.ts";

export const decoders: Decoders = {
${contracts.join("")}};
`;
}

function entryOf(event: AbiEvent): string {
  const indexed = event.inputs.filter((input) => input.indexed);
  const data = event.inputs.filter((input) => !input.indexed);
  const places = placesOf(data);
  const fields = event.inputs.map((input) => {
    const topic = indexed.indexOf(input);
    // A topic has room for one word: of anything longer it holds a digest, which is no argument that can be read.
    if (topic >= 0 && wordsOf(input) !== 1) throw unknownType(input);
    return `${input.name}: ${topic >= 0 ? reading(input, `t[${topic + 1}]`, START, START) : reading(input, "d", places.get(input), START)}`;
  });
  return `    ${event.name}: {
      topic: "${toEventSelector(event)}",
      topics: ${indexed.length + 1},
      least: ${START + data.reduce((sum, input) => sum + wordsOf(input), 0) * WORD},
      read: (${data.length > 0 ? "t, d" : "t"}) => ({ ${fields.join(", ")} }),
      json: (a) => \`{${event.inputs.map((input) => `"${input.name}":${writing(input, `a.${input.name}`)}`).join(",")}}\`,
      revive: (a) => ({ ${event.inputs.map((input) => `${input.name}: ${reviving(input, `a.${input.name}`)}`).join(", ")} }),
    },
`;
}

type Place = number | string;
const plus = (place: Place, more: number): Place =>
  typeof place === "number" ? place + more : more === 0 ? place : `${place} + ${more}`;

function placesOf(parameters: readonly AbiParameter[], start: Place = START): Map<AbiParameter, Place> {
  const places = new Map<AbiParameter, Place>();
  let words = 0;
  for (const parameter of parameters) {
    places.set(parameter, plus(start, words * WORD));
    words += wordsOf(parameter);
  }
  return places;
}

const elementOf = (parameter: AbiParameter): AbiParameter | undefined => {
  const array = /^(.*)\[\]$/.exec(parameter.type);
  return array ? ({ ...parameter, type: array[1]! } as AbiParameter) : undefined;
};
const componentsOf = (parameter: AbiParameter): readonly AbiParameter[] | undefined =>
  parameter.type === "tuple" && "components" in parameter ? parameter.components : undefined;

const isDynamic = (parameter: AbiParameter): boolean =>
  parameter.type === "string" || elementOf(parameter) !== undefined || (componentsOf(parameter)?.some(isDynamic) ?? false);

/** How much room it takes where it stands; what has no fixed size stands elsewhere, and its offset here. */
function wordsOf(parameter: AbiParameter): number {
  const components = componentsOf(parameter);
  if (components === undefined || isDynamic(parameter)) return 1;
  return components.reduce((sum, component) => sum + wordsOf(component), 0);
}

/** @param hex The text to read from. @param at Where the value stands. @param base Where what holds it begins. */
function reading(parameter: AbiParameter, hex: string, at: Place | undefined, base: Place): string {
  if (at === undefined) throw unknownType(parameter);
  const { type } = parameter;
  const bytes = /^bytes(\d+)$/.exec(type);
  const bits = /^uint(\d+)$/.exec(type);
  const element = elementOf(parameter);
  const components = componentsOf(parameter);
  if (type === "address" || type === "bool") return `${type}(${hex}, ${at})`;
  if (type === "bytes32" && hex !== "d") return hex;
  if (bytes) return `bytes(${hex}, ${at}, ${Number(bytes[1])})`;
  // Up to 48 bits are a number, as viem's types have it.
  if (bits) return `${Number(bits[1]) <= 48 ? "small" : "big"}(${hex}, ${at})`;
  if (type === "string") return `text(${hex}, follow(${hex}, ${at}, ${base}))`;
  if (element) {
    return `list(${hex}, follow(${hex}, ${at}, ${base}), ${wordsOf(element)}, (at, base) => ${reading(element, hex, "at", "base")})`;
  }
  if (components && !isDynamic(parameter)) {
    const places = placesOf(components, at);
    return `({ ${components.map((one) => `${one.name}: ${reading(one, hex, places.get(one), base)}`).join(", ")} })`;
  }
  throw unknownType(parameter);
}

/** Whole numbers above 48 bits as decimal strings. What the chain spells in hexadecimal needs no escaping. */
function writing(parameter: AbiParameter, value: string, depth = 0): string {
  const element = elementOf(parameter);
  const components = componentsOf(parameter);
  if (element) return `[\${${value}.map((e${depth}) => \`${writing(element, `e${depth}`, depth + 1)}\`).join()}]`;
  if (components) return `{${components.map((one) => `"${one.name}":${writing(one, `${value}.${one.name}`, depth)}`).join(",")}}`;
  if (parameter.type === "string") return `\${JSON.stringify(${value})}`;
  return parameter.type === "bool" || isSmall(parameter) ? `\${${value}}` : `"\${${value}}"`;
}

function reviving(parameter: AbiParameter, value: string, depth = 0): string {
  const element = elementOf(parameter);
  const components = componentsOf(parameter);
  if (element) {
    const revived = reviving(element, `e${depth}`, depth + 1);
    return revived === `e${depth}` ? value : `${value}.map((e${depth}) => ${revived})`;
  }
  if (components) {
    return `({ ${components.map((one) => `${one.name}: ${reviving(one, `${value}.${one.name}`, depth)}`).join(", ")} })`;
  }
  return parameter.type.startsWith("uint") && !isSmall(parameter) ? `BigInt(${value})` : value;
}

const isSmall = ({ type }: AbiParameter): boolean => Number(/^uint(\d+)$/.exec(type)?.[1] ?? 256) <= 48;

const unknownType = ({ name, type }: AbiParameter): Error =>
  new Error(`No way to read ${name}, of the type ${type}, out of a log: add one to scripts/generate/decoders.ts.`);
