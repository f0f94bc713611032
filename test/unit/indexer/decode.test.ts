import { expect } from "chai";
import fc from "fast-check";
import { type AbiEvent, type AbiParameter, decodeEventLog, type Hex } from "viem";
import { argsToJson, decoderFor, type RpcLog } from "../../../indexer/decode.ts";
import { abis, type Contract } from "../../../indexer/events.ts";
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

describe("the decoder", () => {
  for (const contract of Object.keys(abis) as Contract[]) {
    for (const event of abis[contract].filter((item): item is typeof item & AbiEvent => item.type === "event")) {
      it(`reads ${contract}.${event.name} as viem does, and back out of JSON`, () => {
        fc.assert(
          fc.property(recordOf(event.inputs), (args) => {
            const { topics, data } = encodeEvent({ contract, name: event.name, args });
            const log = { ...place, address: addresses[contract], topics, data } as RpcLog;
            const byViem = decodeEventLog({ abi: abis[contract] as readonly AbiEvent[], topics, data });

            const decoded = decoder.decode(log, 31_337, 5n);

            expect(decoded).to.deep.include({ contract, name: event.name, block: 255, logIndex: 3, at: 5n });
            expect(decoded?.args).to.deep.equal(asKept(byViem.args));
            const json = JSON.parse(argsToJson(decoded?.args));
            expect(
              decoder.revive(
                { chainId: 31_337, block: 255, blockHash: "0x", txHash: "0x", logIndex: 3, at: 5n },
                contract,
                event.name,
                json,
              ).args,
            ).to.deep.equal(decoded?.args);
          }),
          { numRuns: 25, seed: 7 },
        );
      });
    }
  }

  it("knows nothing of a log from another address, or with another topic", () => {
    const { topics, data } = encodeEvent({ contract: "escrow", name: "Accepted", args: { id: `0x${"11".repeat(32)}` } });

    const elsewhere = decoder.decode({ ...place, address: addresses.court, topics, data } as RpcLog, 31_337, 0n);
    const other = { ...place, address: addresses.escrow, topics: [`0x${"22".repeat(32)}`], data } as RpcLog;

    expect(elsewhere).to.equal(undefined);
    expect(decoder.decode(other, 31_337, 0n)).to.equal(undefined);
  });
});

const place = { blockNumber: "0xff", blockHash: "0x" as Hex, transactionHash: "0x" as Hex, logIndex: "0x3" };
