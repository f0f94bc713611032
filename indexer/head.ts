/** Sleeps until the chain may have moved. The websocket only wakes; the poll beside it finds out what it kept quiet. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./log.ts";

export type HeadBell = {
  /** Resolves at the next announcement, or after `ms`, or on abort. An announcement that came before counts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

export function listenForHeads(url: string | undefined, { signal, log }: { signal: AbortSignal; log: Log }): HeadBell {
  let isRung = false;
  let wake = (): void => {};
  const ring = (): void => {
    isRung = true;
    wake();
  };
  if (url !== undefined) void subscribe(url, ring, { signal, log });

  return {
    wait: async (ms, stop) => {
      if (!isRung && !stop.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          stop.addEventListener("abort", wake, { once: true });
        });
        stop.removeEventListener("abort", wake);
      }
      isRung = false;
    },
  };
}

async function subscribe(url: string, ring: () => void, { signal, log }: { signal: AbortSignal; log: Log }): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve) => {
      const close = () => socket.close();
      signal.addEventListener("abort", close, { once: true });
      socket.onopen = () => {
        failures = 0;
        socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_subscribe", params: ["newHeads"] }));
        // Whatever was mined while nobody listened is found by looking.
        ring();
      };
      socket.onmessage = ring;
      socket.onclose = () => {
        signal.removeEventListener("abort", close);
        resolve();
      };
    });
    if (signal.aborted) return;
    // 1st, 2nd, 4th, …: the poll goes on meanwhile.
    if ((failures & (failures + 1)) === 0) log.warn({ failures }, "head subscription lost");
    await sleep(Math.min(100 * 2 ** failures, 5_000), undefined, { signal }).catch(() => {});
  }
}
