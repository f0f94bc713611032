/**
 * Logs → events by readers that are put together from the ABIs once, at fixed offsets where the types allow.
 * viem's decoder is eight times slower (it checksums every address) and is what this one is tested against.
 */
import { type AbiEvent, type AbiParameter, type Hex, toEventSelector } from "viem";
import { abis, type Addresses, type ChainEvent, type Contract, type Point } from "./events.ts";

/** A log as JSON-RPC gives it. */
export type RpcLog = {
  address: Hex;
  topics: [Hex, ...Hex[]];
  data: Hex;
  blockNumber: Hex;
  blockHash: Hex;
  transactionHash: Hex;
  logIndex: Hex;
  blockTimestamp?: Hex;
};

type Value = unknown;
/** @param hex The data without 0x. @param at Where the value's head is. @param base Where the enclosing tuple begins. */
type Reader = (hex: string, at: number, base: number) => Value;
type Type = { read: Reader; words: number; isDynamic: boolean };

const WORD = 64;

export type Decoder = {
  addresses: Hex[];
  topics: Hex[];
  /** Undefined for a log that none of the contracts' ABIs knows. */
  decode(log: RpcLog, chainId: number, at: bigint): ChainEvent | undefined;
  /** An event's arguments as `argsToJson` wrote them. */
  revive(point: Point, contract: Contract, name: string, args: unknown): ChainEvent;
};

export function decoderFor(addresses: Addresses): Decoder {
  const known = new Map<string, { contract: Contract; event: AbiEvent; read: ReturnType<typeof readerOf> }>();
  const byName = new Map<string, AbiEvent>();
  const topics = new Set<Hex>();
  for (const contract of Object.keys(abis) as Contract[]) {
    for (const item of abis[contract]) {
      if (item.type !== "event") continue;
      const topic = toEventSelector(item as AbiEvent);
      topics.add(topic);
      known.set(addresses[contract].toLowerCase() + topic, {
        contract,
        event: item as AbiEvent,
        read: readerOf(item as AbiEvent),
      });
      byName.set(`${contract}.${item.name}`, item as AbiEvent);
    }
  }

  return {
    addresses: Object.values(addresses).map((address) => address.toLowerCase() as Hex),
    topics: [...topics],
    decode: (log, chainId, at) => {
      const found = known.get(log.address.toLowerCase() + log.topics[0]);
      if (!found) return undefined;
      return {
        contract: found.contract,
        name: found.event.name,
        args: found.read(log),
        chainId,
        block: Number(log.blockNumber),
        blockHash: log.blockHash,
        txHash: log.transactionHash,
        logIndex: Number(log.logIndex),
        at,
      } as ChainEvent;
    },
    revive: (point, contract, name, args) => {
      const event = byName.get(`${contract}.${name}`);
      if (!event) throw new Error(`The ABI of ${contract} has no event ${name}.`);
      return { contract, name, args: reviveTuple(event.inputs, args), ...point } as ChainEvent;
    },
  };
}

function readerOf(event: AbiEvent): (log: RpcLog) => Record<string, Value> {
  const indexed = event.inputs.filter((input) => input.indexed).map((input) => ({ name: input.name ?? "", ...typeOf(input) }));
  const data = event.inputs.filter((input) => !input.indexed);
  const readData = tupleReader(data);
  return (log) => {
    const args = readData(log.data.slice(2), 0) as Record<string, Value>;
    for (let i = 0; i < indexed.length; i++) {
      const { name, read } = indexed[i]!;
      args[name] = read(log.topics[i + 1]!, 2, 2);
    }
    return args;
  };
}

function tupleReader(components: readonly AbiParameter[]): (hex: string, base: number) => Record<string, Value> {
  let head = 0;
  const fields = components.map((component) => {
    const type = typeOf(component);
    const field = { name: component.name ?? "", read: type.read, at: head };
    head += type.words * WORD;
    return field;
  });
  return (hex, base) => {
    const values: Record<string, Value> = {};
    for (const { name, read, at } of fields) values[name] = read(hex, base + at, base);
    return values;
  };
}

function typeOf(parameter: AbiParameter): Type {
  const array = /^(.*)\[\]$/.exec(parameter.type);
  if (array) return arrayOf(typeOf({ ...parameter, type: array[1]! }));
  const { type } = parameter;
  if (type === "tuple" && "components" in parameter) return tupleOf(parameter.components);
  if (type === "address") return { words: 1, isDynamic: false, read: (hex, at) => `0x${hex.slice(at + 24, at + WORD)}` };
  if (type === "bool") return { words: 1, isDynamic: false, read: (hex, at) => hex.charCodeAt(at + 63) === 49 };
  if (type === "bytes32") return { words: 1, isDynamic: false, read: (hex, at) => `0x${hex.slice(at, at + WORD)}` };
  if (type === "string") return { words: 1, isDynamic: true, read: readString };
  const uint = /^uint(\d+)$/.exec(type);
  // Up to 48 bits are a number, as viem's types have it.
  if (uint && Number(uint[1]) <= 48) return { words: 1, isDynamic: false, read: readSmall };
  if (uint) return { words: 1, isDynamic: false, read: (hex, at) => BigInt(`0x${hex.slice(at, at + WORD)}`) };
  throw new Error(`No reader for the ABI type ${type}: add one to indexer/decode.ts.`);
}

const readSmall = (hex: string, at: number): number => Number.parseInt(hex.slice(at + 40, at + WORD), 16);

const offset = (hex: string, at: number, base: number): number => base + readSmall(hex, at) * 2;

function readString(hex: string, at: number, base: number): string {
  const start = offset(hex, at, base);
  const length = readSmall(hex, start);
  const text = Buffer.from(hex.slice(start + WORD, start + WORD + length * 2), "hex").toString("utf8");
  // Anybody may put a NUL into a string on chain, and Postgres takes none.
  return text.replaceAll("\0", "\uFFFD");
}

function tupleOf(components: readonly AbiParameter[]): Type {
  const types = components.map(typeOf);
  const read = tupleReader(components);
  if (types.some((type) => type.isDynamic)) {
    return { words: 1, isDynamic: true, read: (hex, at, base) => read(hex, offset(hex, at, base)) };
  }
  const words = types.reduce((sum, type) => sum + type.words, 0);
  return { words, isDynamic: false, read: (hex, at) => read(hex, at) };
}

function arrayOf(element: Type): Type {
  return {
    words: 1,
    isDynamic: true,
    read: (hex, at, base) => {
      const start = offset(hex, at, base);
      const length = readSmall(hex, start);
      const first = start + WORD;
      return Array.from({ length }, (_, i) => element.read(hex, first + i * element.words * WORD, first));
    },
  };
}

/** For schema chain: whole numbers above 48 bits as decimal strings. */
export const argsToJson = (args: unknown): string =>
  JSON.stringify(args, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

function reviveTuple(components: readonly AbiParameter[], values: unknown): Record<string, Value> {
  const given = values as Record<string, unknown>;
  return Object.fromEntries(components.map((each) => [each.name, reviveValue(each, given[each.name ?? ""])]));
}

function reviveValue(parameter: AbiParameter, value: unknown): Value {
  const array = /^(.*)\[\]$/.exec(parameter.type);
  if (array) return (value as unknown[]).map((each) => reviveValue({ ...parameter, type: array[1]! }, each));
  if (parameter.type === "tuple" && "components" in parameter) return reviveTuple(parameter.components, value);
  return parameter.type.startsWith("uint") && typeof value === "string" ? BigInt(value) : value;
}
