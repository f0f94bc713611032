/**
 * JSON-RPC over HTTP. viem's transport does the same and more, but with viem it is half of a restart, and it reads a large
 * answer through streams at twice the cost. Questions of one tick travel in one request.
 */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** The node did not answer, or refused. Its sentence never holds the node's address, because that may hold a key. */
export class RpcError extends Error {
  readonly code: number | undefined;

  constructor(message: string, { code, cause }: { code?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.code = code;
  }
}

type Ask = (method: string, params: unknown[]) => Promise<unknown>;

export type Rpc = {
  ask: Ask;
  /** In a request of its own: for a long answer, which `recall` may know already. */
  askAlone: Ask;
};

/** Reads an answer's bytes; of two long ones that are the same to the byte, the second costs nothing. */
export type Recall = (bytes: Buffer) => unknown;

const LONG = 65_536;

export function openRecall(): Recall {
  let last: { bytes: Buffer; value: unknown } | undefined;
  return (bytes) => {
    if (bytes.length < LONG) return parse(bytes);
    const known = last;
    last = undefined;
    if (known?.bytes.equals(bytes)) return known.value;
    last = { bytes, value: parse(bytes) };
    return last.value;
  };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (cause) {
    throw new RpcError("The node's answer is not JSON.", { cause });
  }
}

type Call = { method: string; params: unknown[]; resolve: (result: unknown) => void; reject: (error: unknown) => void };
type Answer = { id?: unknown; result?: unknown; error?: { code?: unknown; message?: unknown } };

const MOST_CALLS = 500;
const MOST_BYTES = 64 * 1024 * 1024;

export function openRpc(url: string, { timeoutMs = 10_000, recall = openRecall() } = {}): Rpc {
  const post = posterTo(url, timeoutMs);
  let waiting: Call[] = [];

  const send = async (calls: readonly Call[]): Promise<void> => {
    try {
      const body = calls.map(({ method, params }, id) => ({ jsonrpc: "2.0", id, method, params }));
      const found = recall(await post(JSON.stringify(body))) as Answer | Answer[];
      const answers = new Map(Array.isArray(found) ? found.map((answer) => [answer.id, answer]) : []);
      // An error about the whole is no list.
      const refusal = Array.isArray(found) || !found.error ? undefined : found;
      for (const [id, call] of calls.entries()) settle(call, answers.get(id) ?? refusal);
    } catch (error) {
      for (const call of calls) call.reject(error);
    }
  };
  const sendAlone = async (call: Call): Promise<void> => {
    try {
      const { method, params } = call;
      settle(call, recall(await post(JSON.stringify({ jsonrpc: "2.0", id: 0, method, params }))) as Answer);
    } catch (error) {
      call.reject(error);
    }
  };
  const flush = (): void => {
    const calls = waiting;
    waiting = [];
    for (let at = 0; at < calls.length; at += MOST_CALLS) void send(calls.slice(at, at + MOST_CALLS));
  };

  return {
    ask: (method, params) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ method, params, resolve, reject });
      }),
    askAlone: (method, params) => new Promise((resolve, reject) => void sendAlone({ method, params, resolve, reject })),
  };
}

function settle({ method, resolve, reject }: Call, answer: Answer | undefined): void {
  if (answer?.error) {
    const { code, message } = answer.error;
    reject(new RpcError(`The node refuses ${method}: ${String(message)}`, typeof code === "number" ? { code } : {}));
  } else if (answer?.result === undefined) reject(new RpcError(`The node has no answer to ${method}.`));
  else resolve(answer.result);
}

/** A body out, a body back, over lines that stay open. */
function posterTo(address: string, timeoutMs: number): (body: string) => Promise<Buffer> {
  const url = new URL(address);
  const isSecure = url.protocol === "https:";
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const open = isSecure ? httpsRequest : httpRequest;

  const post = (body: string, isAgain = false): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "accept-encoding": "gzip",
      };
      const request = open(url, { method: "POST", agent, headers });
      let isAnswered = false;
      const patience = setTimeout(() => request.destroy(new RpcError("The node did not answer in time.")), timeoutMs);
      request.on("close", () => clearTimeout(patience));
      request.on("response", (response) => {
        isAnswered = true;
        readWhole(response).then(resolve, (error: unknown) => {
          request.destroy();
          reject(toRpcError(error));
        });
      });
      request.on("error", (error: NodeJS.ErrnoException) => {
        // The node may close a line that was idle in the moment in which we use it again; whatever we ask may be asked twice.
        const isStale = error.code === "ECONNRESET" && request.reusedSocket && !isAnswered && !isAgain;
        if (isStale) resolve(post(body, true));
        else reject(toRpcError(error));
      });
      request.end(body);
    });
  return post;
}

const toRpcError = (error: unknown): RpcError =>
  error instanceof RpcError
    ? error
    : new RpcError(`The node cannot be reached (${(error as NodeJS.ErrnoException).code}).`, { cause: error });

const unpacked = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

async function readWhole(response: IncomingMessage): Promise<Buffer> {
  const { statusCode = 0 } = response;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw new RpcError("The node's answer is too long.");
  }
  if (statusCode < 200 || statusCode > 299) throw new RpcError(`The node answers with HTTP ${statusCode}.`);
  const bytes = Buffer.concat(chunks, size);
  return response.headers["content-encoding"] === "gzip" ? unpacked(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
}
