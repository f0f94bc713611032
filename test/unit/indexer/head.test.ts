import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { listenForHeads } from "../../../indexer/head.ts";
import { openLog } from "../../../indexer/log.ts";
import { until } from "../../support/until.ts";

describe("the websocket that announces heads", () => {
  let server: Server;
  let lines: Socket[];
  let stop: AbortController;

  /** It takes every subscription, says one thing, and then nothing any more. */
  const accept = (key: string) =>
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${createHash("sha1")
      .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest("base64")}\r\n\r\n`;
  const word = Buffer.from([0x81, 2, 0x7b, 0x7d]);

  beforeEach(async () => {
    lines = [];
    stop = new AbortController();
    server = createServer();
    server.on("upgrade", (request, socket: Socket) => {
      lines.push(socket);
      socket.on("error", () => {});
      socket.write(accept(String(request.headers["sec-websocket-key"])));
      socket.write(word);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    stop.abort();
    for (const line of lines) line.destroy();
    server.close();
    await once(server, "close");
  });

  const listen = (silenceMs: number | undefined) => {
    const heard = { silences: 0 };
    listenForHeads(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      signal: stop.signal,
      log: openLog("silent", 1),
      silenceMs,
      onSilence: () => {
        heard.silences += 1;
      },
    });
    return heard;
  };

  it("is opened again, and the silence counted, when nothing comes for too long", async () => {
    const heard = listen(50);

    await until(() => lines.length >= 3);

    expect(heard.silences).to.be.at.least(2);
  });

  it("stays open through any silence where no block time is known: the control", async () => {
    const heard = listen(undefined);
    await until(() => lines.length === 1);

    await sleep(400);

    expect(lines).to.have.length(1);
    expect(heard.silences).to.equal(0);
  });

  it("stays open while heads come", async () => {
    const heard = listen(2_000);
    await until(() => lines.length === 1);

    for (let i = 0; i < 30; i++) {
      await sleep(100);
      lines[0]?.write(word);
    }

    expect(lines).to.have.length(1);
    expect(heard.silences).to.equal(0);
  });
});
