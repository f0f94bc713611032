/** A node as the world has them: slow, busy, behind, forgetful, on a branch of its own. It stands before a real one. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export type Faults = {
  url: string;
  /** How often, from 0 to 1, it does each thing that it can do wrong. */
  level: number;
  /** It goes on telling of the blocks that it knows, whatever the chain does now. */
  staysBehind: boolean;
  isOfOtherChain: boolean;
  /** What it did wrong, and how often. */
  done: Map<string, number>;
  close(): Promise<void>;
};

type Call = { id: number; method: string; params: unknown[] };
type Answer = { id: number; result?: unknown; error?: unknown };

const keysOf = (logs: { blockHash: string; logIndex: string }[]): string[] =>
  logs.map(({ blockHash, logIndex }) => `${blockHash} ${logIndex}`);

/** @param missed Logs that an answer lacked already, of this node or another: no further answer lacks them. */
export async function aFaultyNode(upstream: string, random: () => number, missed?: Set<string>): Promise<Faults> {
  const remembered = new Map<string, unknown>();
  const faults: Faults = { url: "", level: 0, staysBehind: false, isOfOtherChain: false, done: new Map(), close: async () => {} };
  const does = (what: string, often: number): boolean => {
    if (random() >= often * faults.level) return false;
    faults.done.set(what, (faults.done.get(what) ?? 0) + 1);
    return true;
  };

  const forward = async (calls: Call[]): Promise<Answer[]> => {
    const response = await fetch(upstream, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(calls),
    });
    return (await response.json()) as Answer[];
  };
  const ask = async (method: string, params: unknown[]): Promise<unknown> =>
    (await forward([{ id: 1, method, params }]))[0]?.result;

  /** What a real answer becomes. */
  const spoil = async ({ method, params }: Call, answer: Answer): Promise<Answer> => {
    const memory = JSON.stringify([method, params]);
    if (faults.staysBehind && remembered.has(memory)) {
      faults.done.set("stays on the old branch", (faults.done.get("stays on the old branch") ?? 0) + 1);
      return { ...answer, result: remembered.get(memory) };
    }
    if (answer.result !== null) remembered.set(memory, answer.result);
    if (method === "eth_chainId" && faults.isOfOtherChain) return { ...answer, result: "0x1" };
    if (method === "eth_getLogs" && Array.isArray(answer.result) && answer.result.length > 0) {
      const keys = keysOf(answer.result);
      const at = Math.floor(random() * keys.length);
      const mayMiss = (some: string[]): boolean => {
        if (some.some((key) => missed?.has(key))) return false;
        for (const key of some) missed?.add(key);
        return true;
      };
      if (does("leaves a log out", 0.5) && mayMiss([keys[at]!])) return { ...answer, result: answer.result.toSpliced(at, 1) };
      if (does("leaves all logs out", 0.2) && mayMiss(keys)) return { ...answer, result: [] };
    }
    if (method === "eth_getBlockByNumber" && params[0] === "latest" && does("head behind", 0.3)) {
      const head = Number((answer.result as { number: string }).number);
      const stale = Math.max(0, head - 1 - Math.floor(random() * 4));
      return { ...answer, result: await ask(method, [`0x${stale.toString(16)}`, false]) };
    }
    if (method === "eth_getBlockByNumber" && params[0] !== "latest" && does("no such block", 0.1))
      return { ...answer, result: null };
    if (method === "eth_getTransactionReceipt" && does("no such receipt", 0.15)) return { ...answer, result: null };
    return answer;
  };

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Call | Call[];
      if (does("time-out", 0.08)) {
        await sleep(150);
        return request.socket.destroy();
      }
      if (does("cuts the line", 0.08)) return request.socket.destroy();
      if (does("429", 0.12)) return response.writeHead(429).end("Too many requests.");
      const calls = Array.isArray(body) ? body : [body];
      const answers = await forward(calls);
      const spoiled = await Promise.all(answers.map((answer) => spoil(calls.find(({ id }) => id === answer.id) as Call, answer)));
      return response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify(Array.isArray(body) ? spoiled : spoiled[0]));
    })().catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  faults.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  faults.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return faults;
}
