import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { type AbiEvent, type AbiParameter, type Hex, parseEventLogs } from "viem";
import { argsToJson, type Decoder, decoderFor, type RpcLog } from "../../../indexer/decode.ts";
import type { Contract } from "../../../indexer/events.ts";
import { abis } from "../../support/abis.ts";
import { encodeEvent } from "../../support/emitter.ts";

const addresses = {
  escrow: `0x${"e5".repeat(20)}`,
  court: `0x${"c0".repeat(20)}`,
  reputation: `0x${"4e".repeat(20)}`,
} as const;
const decoder = decoderFor(addresses);

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((array) => `0x${Buffer.from(array).toString("hex")}`);

const text = fc
  .array(fc.constantFrom("a", " ", "\0", "½", "–", "語", "💶", "\u202e"), { maxLength: 60 })
  .map((signs) => signs.join(""));

function anyOf(parameter: AbiParameter): fc.Arbitrary<unknown> {
  const array = /^(.*)\[\]$/.exec(parameter.type);
  if (array) return fc.array(anyOf({ ...parameter, type: array[1] ?? "" }), { maxLength: 12 });
  if (parameter.type === "tuple" && "components" in parameter) return recordOf(parameter.components);
  if (parameter.type === "address") return hex(20);
  if (parameter.type === "bytes32") return hex(32);
  if (parameter.type === "bool") return fc.boolean();
  if (parameter.type === "string") return text;
  const bits = Number(/^uint(\d+)$/.exec(parameter.type)?.[1]);
  if (bits <= 48) return fc.maxSafeNat().map((value) => value % 2 ** bits);
  return fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });
}

const recordOf = (parameters: readonly AbiParameter[]) =>
  fc.record(Object.fromEntries(parameters.map((parameter) => [parameter.name ?? "", anyOf(parameter)])));

/** Addresses in lower case and no NUL, as the mirror keeps them. */
const asKept = (value: unknown): unknown => {
  if (typeof value === "string")
    return value.startsWith("0x") && value.length === 42 ? value.toLowerCase() : value.replaceAll("\0", "\uFFFD");
  if (Array.isArray(value)) return value.map(asKept);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asKept(each)]));
};

type Said = { contract: Contract; event: AbiEvent };

/** Every event that one of the contracts can say. */
const everything = (Object.keys(abis) as Contract[]).flatMap((contract): Said[] =>
  abis[contract].filter((item) => item.type === "event").map((event) => ({ contract, event: event as AbiEvent })),
);

/** The same log as a node gives it, read by viem and by us. */
function bothWays({ contract, event }: Said, args: Record<string, unknown>, decoder: Decoder) {
  const log = logOf(contract, encodeEvent({ contract, name: event.name, args }));
  const [byViem] = parseEventLogs({ abi: abis[contract] as readonly AbiEvent[], logs: [log as never] });
  const decoded = decoder.decode(log, 31_337, 5n);
  return { byViem: { name: byViem?.eventName, args: asKept(byViem?.args) }, decoded };
}

describe("the decoder", () => {
  for (const said of everything) {
    it(`reads ${said.contract}.${said.event.name} as viem does, and back out of JSON`, () => {
      fc.assert(
        fc.property(recordOf(said.event.inputs), (args) => {
          const { byViem, decoded } = bothWays(said, args, decoder);
          if (!decoded) throw new Error("The decoder does not know this log.");

          expect(decoded).to.deep.include({ contract: said.contract, block: 255, logIndex: 3, at: 5n });
          expect({ name: decoded.name, args: decoded.args }).to.deep.equal(byViem);
          const { contract, name, args: _, ...point } = decoded;
          expect(decoder.revive(point, contract, name, JSON.parse(argsToJson(decoded))).args).to.deep.equal(decoded.args);
        }),
        { numRuns: 25, seed: 7 },
      );
    });
  }

  it("is told apart from one that looks a word too far: the control", () => {
    const words = everything.filter(({ event }) => event.inputs.some(({ indexed }) => !indexed));
    const caught = words.filter((said) => {
      const astray: Decoder = {
        ...decoder,
        decode: (log, ...more) => decoder.decode({ ...log, data: `0x${log.data.slice(66)}${"0".repeat(64)}` }, ...more),
      };
      const isSame = (args: Record<string, unknown>) => {
        const { byViem, decoded } = bothWays(said, args, astray);
        return isDeepStrictEqual(decoded?.args, byViem.args);
      };
      return fc.sample(recordOf(said.event.inputs), { numRuns: 25, seed: 7 }).some((args) => {
        try {
          return !isSame(args);
        } catch {
          return true;
        }
      });
    });

    expect(words).to.have.length.greaterThan(20);
    expect(caught.map(({ event }) => event.name)).to.deep.equal(words.map(({ event }) => event.name));
  });

  it("does not read a log that was cut", () => {
    const whole = encodeEvent({ contract: "escrow", name: "Funded", args: { id: `0x${"11".repeat(32)}`, funded: 2n } });

    const withoutData = logOf("escrow", { ...whole, data: "0x" });
    const withoutTopic = logOf("escrow", { ...whole, topics: [whole.topics[0]] });

    expect(() => decoder.decode(withoutData, 31_337, 0n)).to.throw("it has been cut");
    expect(() => decoder.decode(withoutTopic, 31_337, 0n)).to.throw("it has been cut");
  });

  it("knows nothing of a log from another address, or with another topic", () => {
    const { topics, data } = encodeEvent({ contract: "escrow", name: "Accepted", args: { id: `0x${"11".repeat(32)}` } });

    const elsewhere = decoder.decode({ ...place, address: addresses.court, topics, data } as RpcLog, 31_337, 0n);
    const other = { ...place, address: addresses.escrow, topics: [`0x${"22".repeat(32)}`], data } as RpcLog;

    expect(elsewhere).to.equal(undefined);
    expect(decoder.decode(other, 31_337, 0n)).to.equal(undefined);
  });
});

const place = { blockNumber: "0xff", blockHash: "0x" as Hex, transactionHash: "0x" as Hex, logIndex: "0x3" };

function logOf(contract: Contract, { topics, data }: Pick<RpcLog, "topics" | "data">): RpcLog {
  return { ...place, address: addresses[contract], topics, data } as RpcLog;
}
