import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { openRecall, openRpc, RpcError } from "../../../indexer/rpc.ts";

type Call = { id: number; method: string; params: unknown[] };
type Handle = (calls: Call[], request: IncomingMessage, response: ServerResponse) => void;

describe("the questions to a node", () => {
  let server: Server;
  let url: string;
  let bodies: (Call | Call[])[];
  let handle: Handle;

  const answered: Handle = (calls, _, response) =>
    void response.end(JSON.stringify(calls.map(({ id, method }) => ({ id, result: method })).toReversed()));
  const failure = (promise: Promise<unknown>): Promise<RpcError> =>
    promise.then(
      () => Promise.reject(new Error("It was answered.")),
      (error: RpcError) => error,
    );

  beforeEach(async () => {
    bodies = [];
    handle = answered;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Call | Call[];
        bodies.push(body);
        handle([body].flat(), request, response);
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/secret`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  it("travel together within one tick, and each gets its own answer in whatever order they come", async () => {
    const { ask } = openRpc(url);

    const found = await Promise.all([ask("a", []), ask("b", []), ask("c", [])]);

    expect(found).to.deep.equal(["a", "b", "c"]);
    expect(bodies).to.have.length(1);
  });

  it("that a batch's answer leaves out fail alone", async () => {
    handle = (calls, _, response) => void response.end(JSON.stringify([{ id: calls[1]?.id, result: "b" }]));
    const { ask } = openRpc(url);

    const [a, b] = await Promise.all([failure(ask("a", [])), ask("b", [])]);

    expect(a).to.be.instanceOf(RpcError);
    expect(b).to.equal("b");
  });

  it("are refused with the node's code, and never with its address", async () => {
    handle = (calls, _, response) =>
      void response.end(JSON.stringify(calls.map(({ id }) => ({ id, error: { code: -32_601, message: "no such method" } }))));
    expect(await failure(openRpc(url).ask("a", []))).to.have.property("code", -32_601);

    const ways: Handle[] = [
      (_, __, response) => void response.writeHead(429).end("Too many requests."),
      (_, __, response) => void response.end("<html>"),
      (_, request) => void request.socket.destroy(),
      () => {},
    ];
    for (const way of ways) {
      handle = way;
      const error = await failure(openRpc(url, { timeoutMs: 50 }).ask("a", []));
      expect(error).to.be.instanceOf(RpcError);
      expect(error.message).not.to.include("secret").and.not.to.include("127.0.0.1");
    }
  });

  it("are asked again, once, when the node closed an idle line as it was used", async () => {
    const { ask } = openRpc(url);
    await ask("a", []);
    let cuts = 1;
    handle = (calls, request, response) => {
      cuts -= 1;
      if (cuts >= 0) request.socket.destroy();
      else answered(calls, request, response);
    };

    expect(await ask("b", [])).to.equal("b");
    cuts = 2;
    expect(await failure(ask("c", []))).to.be.instanceOf(RpcError);
  });

  it("are not asked again on a new line: that node does not want to answer", async () => {
    handle = (_, request) => void request.socket.destroy();

    await failure(openRpc(url).ask("a", []));

    expect(bodies).to.have.length(1);
  });

  it("may be answered packed", async () => {
    handle = ([call], _, response) =>
      void response
        .writeHead(200, { "content-encoding": "gzip" })
        .end(gzipSync(JSON.stringify({ id: call?.id, result: "packed" })));

    expect(await openRpc(url).askAlone("a", [])).to.equal("packed");
  });
});

describe("two long answers", () => {
  const long = (last: string) => Buffer.from(JSON.stringify({ result: [..."x".repeat(30_000), last] }));

  it("that are the same to the byte are read once", () => {
    const recall = openRecall();

    expect(recall(long("a"))).to.equal(recall(long("a")));
  });

  it("that differ in one letter are two", () => {
    const recall = openRecall();
    const first = recall(long("a"));

    expect(recall(long("b"))).to.deep.equal(JSON.parse(long("b").toString()));
    expect(first).to.deep.equal(JSON.parse(long("a").toString()));
  });
});
