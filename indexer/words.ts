/** What the generated decoders are made of: values out of the hexadecimal text of a log, at a place that is known. */
import type { ContractEventArgsFromTopics, ContractEventName, Hex } from "viem";
import type { Abis, Contract } from "./events.ts";

export type Topics = readonly [Hex, Hex, Hex, Hex];
type EventName<C extends Contract> = ContractEventName<Abis[C]>;
type Args<C extends Contract, N extends EventName<C>> = ContractEventArgsFromTopics<Abis[C], N>;

/** As the arguments are in schema `chain`. */
type Json<T> = T extends bigint ? string : T extends string | number | boolean ? T : { readonly [K in keyof T]: Json<T[K]> };

type EventDecoder<A> = AnyDecoder & {
  read(topics: Topics, data: string): A;
  json(args: A): string;
  revive(json: Json<A>): A;
};

export type AnyDecoder = {
  topic: Hex;
  /** How many topics its log has. */
  topics: number;
  /** How long its data is, 0x included, before anything of no fixed size. */
  least: number;
  read(topics: Topics, data: string): object;
  json(args: never): string;
  revive(json: never): object;
};

/** One for each event that an ABI has: the compiler sees to it that none is missing and that all types fit. */
export type Decoders = { readonly [C in Contract]: { readonly [N in EventName<C>]: EventDecoder<Args<C, N>> } };

const WORD = 64;

export const address = (hex: string, at: number): Hex => `0x${hex.slice(at + 24, at + WORD)}`;
export const bytes = (hex: string, at: number, size: number): Hex => `0x${hex.slice(at, at + 2 * size)}`;
export const bool = (hex: string, at: number): boolean => hex.charCodeAt(at + WORD - 1) === 49;
/** Up to 48 bits. */
export const small = (hex: string, at: number): number => Number.parseInt(hex.slice(at + 48, at + WORD), 16);

const zeros = "0".repeat(52);
/** Most numbers are short, and a short one is read four times faster. */
export const big = (hex: string, at: number): bigint =>
  hex.startsWith(zeros, at)
    ? BigInt(Number.parseInt(hex.slice(at + 52, at + WORD), 16))
    : BigInt(`0x${hex.slice(at, at + WORD)}`);

/** Where that stands whose offset is at `at`. */
export const follow = (hex: string, at: number, base: number): number => base + small(hex, at) * 2;

export function text(hex: string, start: number): string {
  const first = start + WORD;
  const found = Buffer.from(hex.slice(first, first + small(hex, start) * 2), "hex").toString("utf8");
  // Anybody may put a NUL into a string on chain, and Postgres takes none.
  return found.includes("\0") ? found.replaceAll("\0", "\uFFFD") : found;
}

export function list<T>(hex: string, start: number, words: number, element: (at: number, base: number) => T): T[] {
  const first = start + WORD;
  return Array.from({ length: small(hex, start) }, (_, i) => element(first + i * words * WORD, first));
}
