/** App, sockets and server as one thing that is opened and closed. */
import { createApp } from "./app.ts";
import type { Deps } from "./deps.ts";
import type { Health } from "./lib/health.ts";
import { openRealtime } from "./lib/realtime.ts";
import { drain, listen, openServer } from "./lib/server.ts";

export type HttpOptions = { health: Health; host: string; port: number; trustProxy?: number; scale?: number };

export async function openHttp(deps: Deps, { health, host, port, trustProxy = 0, scale = 1 }: HttpOptions) {
  const server = openServer(createApp(deps, { health, trustProxy }));
  const realtime = await openRealtime({ ...deps, server, trustProxy, scale });
  return {
    port: await listen(server, port, host),
    /** Sockets first: their browsers come back to another instance while the answers under way are finished. */
    close: async () => {
      await realtime.close();
      await drain(server);
    },
  };
}
