import { expect } from "chai";
import type { Hex } from "viem";
import type { Chain, Header, Receipt } from "../../../indexer/chain.ts";
import { decoderFor, type RpcLog } from "../../../indexer/decode.ts";
import { readerOf, Unreliable } from "../../../indexer/reader.ts";
import { encodeEvent } from "../../support/emitter.ts";

const escrow: Hex = `0x${"e5".repeat(20)}`;
const decoder = decoderFor({ escrow, court: `0x${"c0".repeat(20)}`, reputation: `0x${"4e".repeat(20)}` });
const reader = readerOf(decoder, 1);

const hash = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const full: Hex = `0x${"ff".repeat(256)}`;
const empty: Hex = `0x${"00".repeat(256)}`;

const logOf = (block: number, logIndex: number): RpcLog => ({
  ...encodeEvent({ contract: "escrow", name: "Accepted", args: { id: hash(logIndex) } }),
  address: escrow,
  blockNumber: `0x${block.toString(16)}`,
  blockHash: hash(block),
  transactionHash: hash(900 + block),
  logIndex: `0x${logIndex.toString(16)}`,
});

/** Blocks 0 to 9; 5 and 6 hold two logs each. */
function honest() {
  const logs = [logOf(5, 0), logOf(5, 1), logOf(6, 0), logOf(6, 1)];
  const headerOf = (number: number): Header => {
    const hasLogs = number === 5 || number === 6;
    const transactions = hasLogs ? [hash(900 + number)] : [];
    return {
      number,
      hash: hash(number),
      parent: hash(number - 1),
      at: BigInt(number),
      bloom: hasLogs ? full : empty,
      transactions,
    };
  };
  return {
    name: "honest",
    chainId: async () => 1,
    head: async () => ({ head: headerOf(9), finalized: undefined }),
    headers: async (numbers: number[]) => numbers.map((number) => (number > 9 ? null : headerOf(number))),
    logs: async ({ from, to }: { from: number; to: number }) =>
      logs.filter(({ blockNumber }) => Number(blockNumber) >= from && Number(blockNumber) <= to),
    receipts: async (header: Header): Promise<(Receipt | null)[]> =>
      header.transactions.map((transactionHash) => ({
        blockHash: header.hash,
        transactionHash,
        logs: logs.filter((log) => log.transactionHash === transactionHash),
      })),
  } satisfies Chain;
}

const range = { from: 4, to: 8 };
const parent = hash(3);
const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "read",
    (error: unknown) => (error instanceof Unreliable ? "unreliable" : error),
  );

describe("the reader", () => {
  it("gives the events of a range in their order, and the headers to keep", async () => {
    const answer = await reader.window(honest(), range, parent);
    const settled = await reader.settled(honest(), honest(), range, parent);

    if (answer === "forked" || settled === "forked") throw new Error("There is no fork here.");
    expect(answer.events.map(({ block, logIndex }) => [block, logIndex])).to.deep.equal([
      [5, 0],
      [5, 1],
      [6, 0],
      [6, 1],
    ]);
    expect(answer.headers.map(({ number }) => number)).to.deep.equal([4, 5, 6, 7, 8]);
    expect(settled.events).to.deep.equal(answer.events);
    expect(settled.headers.map(({ number }) => number)).to.deep.equal([8]);
  });

  it("says so when the block before is not the one that is known", async () => {
    expect(await reader.window(honest(), range, hash(77))).to.equal("forked");
    expect(await reader.settled(honest(), honest(), range, hash(77))).to.equal("forked");
  });

  const lies: Record<string, (chain: ReturnType<typeof honest>) => Chain> = {
    "a log is missing": (chain) => ({ ...chain, logs: async (filter) => (await chain.logs(filter)).slice(1) }),
    "all logs are missing": (chain) => ({ ...chain, logs: async () => [] }),
    "a log is there that no receipt has": (chain) => ({
      ...chain,
      logs: async (filter) => [...(await chain.logs(filter)), logOf(6, 2)],
    }),
    "the bloom denies a log": (chain) => ({ ...chain, logs: async (filter) => [...(await chain.logs(filter)), logOf(7, 0)] }),
    "logs are of another branch": (chain) => ({
      ...chain,
      logs: async (filter) => (await chain.logs(filter)).map((log) => ({ ...log, blockHash: hash(66) })),
    }),
    "logs are of blocks that were not asked for": (chain) => ({ ...chain, logs: async () => [logOf(99, 0)] }),
    "a header is missing": (chain) => ({
      ...chain,
      headers: async (numbers) => (await chain.headers(numbers)).map((header) => (header?.number === 7 ? null : header)),
    }),
    "headers are of two branches": (chain) => ({
      ...chain,
      headers: async (numbers) =>
        (await chain.headers(numbers)).map(
          (header) => header && (header.number === 7 ? { ...header, parent: hash(66) } : header),
        ),
    }),
    "a receipt is missing": (chain) => ({ ...chain, receipts: async () => [null] }),
    "receipts are of another branch": (chain) => ({
      ...chain,
      receipts: async (header) => (await chain.receipts(header)).map((receipt) => receipt && { ...receipt, blockHash: hash(66) }),
    }),
    "receipts are too few": (chain) => ({ ...chain, receipts: async () => [] }),
  };
  for (const [name, lie] of Object.entries(lies)) {
    it(`above final does not believe a node when ${name}`, async () => {
      expect(await outcome(reader.window(lie(honest()), range, parent))).to.equal("unreliable");
    });
  }

  const contradictions: Record<
    string,
    [(chain: ReturnType<typeof honest>) => Chain, (chain: ReturnType<typeof honest>) => Chain]
  > = {
    "the first leaves a log out": [
      (chain) => ({ ...chain, logs: async (filter) => (await chain.logs(filter)).slice(1) }),
      (chain) => chain,
    ],
    "the second leaves a log out": [
      (chain) => chain,
      (chain) => ({ ...chain, logs: async (filter) => (await chain.logs(filter)).slice(1) }),
    ],
    "the second has another last block": [
      (chain) => chain,
      (chain) => ({
        ...chain,
        headers: async (numbers) => (await chain.headers(numbers)).map((header) => header && { ...header, hash: hash(66) }),
      }),
    ],
    "the second does not have the blocks yet": [
      (chain) => chain,
      (chain) => ({ ...chain, headers: async (numbers) => numbers.map(() => null) }),
    ],
  };
  for (const [name, [first, second]] of Object.entries(contradictions)) {
    it(`below final does not believe two answers when ${name}`, async () => {
      expect(await outcome(reader.settled(first(honest()), second(honest()), range, parent))).to.equal("unreliable");
    });
  }

  it("takes a block without our logs though its bloom might have some, once the receipts say so", async () => {
    const chain = honest();
    const vain: Chain = {
      ...chain,
      logs: async () => [],
      receipts: async (header) => (await chain.receipts(header)).map((receipt) => receipt && { ...receipt, logs: [] }),
    };

    const answer = await reader.window(vain, range, parent);

    expect(answer !== "forked" && answer.events).to.deep.equal([]);
  });
});
