/** Whether the keeper lives, whether it looks, and its figures. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export async function serveHealth({ port, isFresh, metrics }: { port: number; isFresh: () => boolean; metrics: () => string }) {
  const server = createServer((request, response) => {
    const reply = (code: number, type: string, body: string) =>
      response.writeHead(code, { "content-type": type, "cache-control": "no-store" }).end(body);
    const json = (code: number, body: unknown) => reply(code, "application/json", `${JSON.stringify(body)}\n`);
    switch (request.url?.split("?")[0]) {
      case "/healthz":
        return json(200, { status: "ready" });
      case "/readyz":
        return isFresh() ? json(200, { status: "ready" }) : json(503, { status: "unready" });
      case "/metrics":
        return reply(200, "text/plain; version=0.0.4", metrics());
      default:
        return json(404, { error: "The keeper answers at /healthz, /readyz and /metrics." });
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
