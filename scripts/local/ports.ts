import { createServer } from "node:net";
import { Complaint } from "./complaint.ts";

function tryPort(port: number, host: string): Promise<{ port: number } | { error: NodeJS.ErrnoException }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve({ error }));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve({ port: typeof address === "object" && address ? address.port : port }));
    });
  });
}

/** Two asked for at once are two different ports. */
export async function freePort(): Promise<number> {
  for (;;) {
    const found = await tryPort(0, "127.0.0.1");
    if ("port" in found && !handedOut.has(found.port)) {
      handedOut.add(found.port);
      return found.port;
    }
  }
}
const handedOut = new Set<number>();

export async function insistOnPort(port: number, what: string, variable: string): Promise<void> {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const found = await tryPort(port, host);
    if ("port" in found) continue;
    if (found.error.code === "EACCES") {
      throw new Complaint(
        `Port ${port} for ${what} needs more rights than you have: choose one above 1023 with ${variable}=NUMBER.`,
      );
    }
    throw new Complaint(
      `Port ${port} for ${what} is taken: stop the program that uses it, or choose another with ${variable}=NUMBER.`,
    );
  }
}
