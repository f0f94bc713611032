/** Stands between the local node and its callers: whoever caused a block hears of it after it is on disk. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { JsonRpcRequest, JsonRpcResponse } from "hardhat/types/providers";
import { numberToHex } from "viem";
import type { Entry, Journal, RecordedBlock } from "./journal.ts";
import { type RpcBlock, rawTransaction } from "./raw-transaction.ts";

type Next = (request: JsonRpcRequest) => Promise<JsonRpcResponse>;
export type Recorder = (request: JsonRpcRequest, next: Next) => Promise<JsonRpcResponse>;

/** What makes a block or moves the clock. A transaction is mined at once or refused, so none is ever left waiting. */
const sends = new Set(["eth_sendTransaction", "eth_sendRawTransaction"]);
const moves = new Set(["evm_increaseTime", "evm_mine", "evm_setNextBlockTimestamp"]);
const harmless = new Set(["hardhat_metadata", "hardhat_getAutomine"]);

/** These change the chain in ways that blocks do not tell, so the next start could not bring it back. */
const isRefused = (method: string) => /^(evm|hardhat|anvil)_/.test(method) && !moves.has(method) && !harmless.has(method);

const refusal = (request: JsonRpcRequest): JsonRpcResponse => ({
  jsonrpc: "2.0",
  id: request.id,
  error: {
    code: -32_601,
    message: `${request.method} is refused on the kept local chain: its blocks are replayed at the next start, and this would not be in them. Use a throw-away node for it.`,
  },
});

/** `inOrder` false is the naive recorder, which answers first: the control of its tests. */
export function createRecorder(head: number, journal: Journal, { inOrder = true } = {}): Recorder {
  let recorded = head;
  let turn: Promise<unknown> = Promise.resolve();
  const withinTurn = new AsyncLocalStorage<boolean>();

  async function newBlocks(ask: Ask): Promise<RecordedBlock[]> {
    const newHead = Number(await ask<string>("eth_blockNumber"));
    const blocks: RecordedBlock[] = [];
    while (recorded < newHead) {
      blocks.push(describe(await ask<RpcBlock>("eth_getBlockByNumber", numberToHex(recorded + 1), true)));
      recorded += 1;
    }
    return blocks;
  }

  async function record(request: JsonRpcRequest, ask: Ask): Promise<void> {
    const entries: Entry[] = await newBlocks(ask);
    if (request.method === "evm_increaseTime") {
      const pending = await ask<RpcBlock>("eth_getBlockByNumber", "pending", false);
      entries.push({ kind: "moved", ahead: aheadOf(Number(pending.timestamp)) });
    }
    if (entries.length > 0) journal.append(...entries);
  }

  async function takeTurn(request: JsonRpcRequest, next: Next): Promise<JsonRpcResponse> {
    const ask = askThrough(next);
    let response: JsonRpcResponse;
    try {
      response = await next(request);
    } catch (error) {
      // A transaction that reverts is mined all the same.
      await record(request, ask);
      throw error;
    }
    const written = record(request, ask);
    if (inOrder) await written;
    return response;
  }

  return async (request, next) => {
    // Hardhat asks itself while it serves a request: that is part of the turn, not another caller.
    if (withinTurn.getStore()) return next(request);
    if (isRefused(request.method)) return refusal(request);
    // A reader waits too: it must not see a block that a crash could still take back.
    const before = turn.catch(() => {});
    if (!sends.has(request.method) && !moves.has(request.method)) return before.then(() => next(request));
    const mine = before.then(() => withinTurn.run(true, () => takeTurn(request, next)));
    turn = mine;
    return mine;
  };
}

type Ask = <T>(method: string, ...params: unknown[]) => Promise<T>;

/** Our own questions go straight to the node, past the queue that we hold. */
const askThrough =
  (next: Next): Ask =>
  async (method, ...params) => {
    const response = await next({ jsonrpc: "2.0", id: 0, method, params });
    if ("error" in response) throw new Error(`${method}: ${response.error.message}`);
    return response.result as never;
  };

/** A second's difference is the tick between mining and looking, not somebody's wish. */
function aheadOf(time: number): number {
  const ahead = time - Math.floor(Date.now() / 1000);
  return Math.abs(ahead) <= 2 ? 0 : ahead;
}

function describe(block: RpcBlock): RecordedBlock {
  const time = Number(block.timestamp);
  return {
    kind: "block",
    number: Number(block.number),
    hash: block.hash,
    time,
    baseFee: block.baseFeePerGas,
    randao: block.mixHash,
    coinbase: block.miner,
    raw: block.transactions.map(rawTransaction),
    ahead: aheadOf(time),
  };
}
