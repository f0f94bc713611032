/** Logs → events, by the decoders that are generated from the ABIs: eight times faster than viem's, and tested against it. */
import type { Hex } from "viem";
import { decoders } from "./decoders.ts";
import type { Addresses, ChainEvent, Contract, Point } from "./events.ts";
import type { AnyDecoder, Topics } from "./words.ts";

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

export type Decoder = {
  addresses: Hex[];
  topics: Hex[];
  /** Undefined for a log that none of the contracts' ABIs knows. */
  decode(log: RpcLog, chainId: number, at: bigint): ChainEvent | undefined;
  /** An event whose arguments are as `argsToJson` wrote them. */
  revive(point: Point, contract: Contract, name: string, args: unknown): ChainEvent;
};

type Known = { contract: Contract; name: string; decoder: AnyDecoder };

export function decoderFor(addresses: Addresses): Decoder {
  const known = new Map<string, Known>();
  const topics = new Set<Hex>();
  for (const contract of Object.keys(decoders) as Contract[]) {
    for (const [name, decoder] of Object.entries<AnyDecoder>(decoders[contract])) {
      topics.add(decoder.topic);
      known.set(addresses[contract].toLowerCase() + decoder.topic, { contract, name, decoder });
    }
  }

  return {
    addresses: Object.values(addresses).map((address) => address.toLowerCase() as Hex),
    topics: [...topics],
    decode: (log, chainId, at) => {
      const found = known.get(log.address.toLowerCase() + log.topics[0]);
      if (!found) return undefined;
      const { contract, name, decoder } = found;
      if (log.topics.length !== decoder.topics || log.data.length < decoder.least) {
        throw new Error(`A log that says it is ${contract}'s ${name} is not made like one: it has been cut.`);
      }
      return {
        contract,
        name,
        args: decoder.read(log.topics as unknown as Topics, log.data),
        chainId,
        block: Number(log.blockNumber),
        blockHash: log.blockHash,
        txHash: log.transactionHash,
        logIndex: Number(log.logIndex),
        at,
      } as ChainEvent;
    },
    revive: (point, contract, name, args) =>
      ({ contract, name, args: decoderOf(contract, name).revive(args as never), ...point }) as ChainEvent,
  };
}

/** For schema chain: whole numbers above 48 bits as decimal strings. */
export const argsToJson = ({ contract, name, args }: ChainEvent): string => decoderOf(contract, name).json(args as never);

function decoderOf(contract: Contract, name: string): AnyDecoder {
  const decoder = (decoders[contract] as Record<string, AnyDecoder>)[name];
  if (!decoder) throw new Error(`The ABI of ${contract} has no event ${name}.`);
  return decoder;
}
