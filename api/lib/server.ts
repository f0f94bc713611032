/** A server that holds no socket for a slow caller, and that lets go of its callers before it stops. */
import { createServer, type RequestListener, type Server, STATUS_CODES } from "node:http";
import type { AddressInfo } from "node:net";
import { type ProblemCode, Problem, problemMediaType } from "#core/lib/problem.ts";
import { bodyOf } from "./problems.ts";

export function openServer(listener: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
    },
    listener,
  );
  server.maxHeadersCount = 64;
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    // Before there is a request there is no Express: the answer is written by hand.
    const [code, status] = faults[error.code ?? ""] ?? (["bad-input", 400] as const);
    const problem = new Problem(code, "The request is not well-formed HTTP, too long or too slow; send it again.");
    const body = JSON.stringify({ ...bodyOf(problem, null), status });
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: ${problemMediaType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
  return server;
}

const faults: Record<string, readonly [ProblemCode, number]> = {
  HPE_HEADER_OVERFLOW: ["too-large", 431],
  ERR_HTTP_REQUEST_TIMEOUT: ["bad-input", 408],
};

export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Takes no new callers, waits for the answers under way, then closes what is left. */
export async function drain(server: Server, patience = 10_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(timer);
}
