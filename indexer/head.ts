/** Sleeps until the chain may have moved. The websocket only wakes; the poll beside it finds out what it kept quiet. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./log.ts";

export type HeadBell = {
  /** Resolves at the next announcement, or after `ms`, or on abort. An announcement that came before counts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

type Options = {
  signal: AbortSignal;
  log: Log;
  /** So long without a word and the line is taken for dead, though it looks alive. Undefined where silence means nothing. */
  silenceMs?: number | undefined;
  onSilence?: () => void;
};

export function listenForHeads(url: string | undefined, options: Options): HeadBell {
  let isRung = false;
  let wake = (): void => {};
  const ring = (): void => {
    isRung = true;
    wake();
  };
  if (url !== undefined) void subscribe(url, ring, options);

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

async function subscribe(url: string, ring: () => void, { signal, log, silenceMs, onSilence }: Options): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    const socket = new WebSocket(url);
    let silence: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      const close = () => socket.close();
      if (silenceMs !== undefined) {
        silence = setTimeout(() => {
          log.error({ silenceMs }, "no head announced, subscribing again");
          onSilence?.();
          socket.close();
          // A line that is dead does not answer that it closes.
          resolve();
        }, silenceMs);
      }
      signal.addEventListener("abort", close, { once: true });
      socket.onopen = () => {
        failures = 0;
        socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_subscribe", params: ["newHeads"] }));
        // Whatever was mined while nobody listened is found by looking.
        ring();
      };
      socket.onmessage = () => {
        silence?.refresh();
        ring();
      };
      socket.onclose = () => {
        signal.removeEventListener("abort", close);
        resolve();
      };
    });
    clearTimeout(silence);
    if (signal.aborted) return;
    // 1st, 2nd, 4th, …: the poll goes on meanwhile.
    if ((failures & (failures + 1)) === 0) log.warn({ failures }, "head subscription lost");
    await sleep(Math.min(100 * 2 ** failures, 5_000), undefined, { signal }).catch(() => {});
  }
}
