import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { metricsOf, type Status } from "./status.ts";

export type Health = { port: number; close(): Promise<void> };

export async function serveHealth(status: Status, chainId: number, at: { port: number; host: string }): Promise<Health> {
  const server: Server = createServer((request, response) => {
    const reply = (code: number, type: string, body: string) =>
      response.writeHead(code, { "content-type": type, "cache-control": "no-store" }).end(body);
    const json = (code: number, body: unknown) => reply(code, "application/json", `${JSON.stringify(body)}\n`);

    switch (request.url?.split("?")[0]) {
      case "/healthz":
        return json(200, { alive: true });
      case "/readyz": {
        const report = status.report();
        return json(report.ready ? 200 : 503, report);
      }
      case "/status":
        return json(200, status.report());
      case "/metrics":
        return reply(200, "text/plain; version=0.0.4", metricsOf(status, chainId));
      default:
        return json(404, { error: "The indexer answers at /healthz, /readyz, /status and /metrics." });
    }
  });
  server.listen(at.port, at.host);
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
