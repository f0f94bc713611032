/** npm run bench:head [-- --blocks 300]: from a block's being mined to its rows' being there, by websocket and by polling. */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { withClient } from "../prisma/server.ts";
import { removeAllScratch } from "../scripts/local/scratch.ts";
import { step } from "../scripts/local/screen.ts";
import { aChain } from "../test/support/chain.ts";
import { anEmitter } from "../test/support/emitter.ts";
import { caughtUp, startIndexerProcess } from "../test/support/mirror.ts";
import { aDatabase } from "../test/support/postgres.ts";
import { seeded } from "../test/support/seeded.ts";
import { aStory } from "../test/support/story.ts";
import { type Figure, report } from "./report.ts";

const { values } = parseArgs({ options: { blocks: { type: "string", default: "300" } } });
const WARM = 30;

async function latencies(isWoken: boolean): Promise<number[]> {
  const chain = await aChain();
  const database = await aDatabase();
  const emitter = await anEmitter(chain);
  const story = aStory(seeded("head"));
  const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
  const env = isWoken ? { RPC_WS_URL: chain.rpcWsUrl } : {};
  const indexer = startIndexerProcess({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, env });
  await caughtUp(database, chain);
  const found: number[] = [];
  await withClient(database.superuserUrl, async (client) => {
    let wake = (): void => {};
    client.on("notification", () => wake());
    await client.query("listen outbox");
    const isThere = async (block: number): Promise<boolean> => {
      const { rows } = await client.query<{ block: string }>("select block from chain.cursor");
      return Number(rows[0]?.block) >= block;
    };
    for (let i = 0; i < Number(values.blocks) + WARM; i++) {
      const next = Number(await chain.reader.getBlockNumber()) + 1;
      await emitter.mine(story.next(timestamp));
      const mined = performance.now();
      for (;;) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        if (await isThere(next)) break;
        await Promise.race([woken, sleep(200)]);
      }
      if (i >= WARM) found.push(performance.now() - mined);
      // Not in step with anybody's clock.
      await sleep(20 + Math.random() * 80);
    }
  });
  await indexer.stop();
  await database.drop();
  await chain.stop();
  return found.sort((a, b) => a - b);
}

function figuresOf(name: string, sorted: number[], bar: Record<string, Partial<Figure>>): Figure[] {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const found = { p50: at(0.5), p95: at(0.95), max: at(1) };
  return Object.entries(found).map(([key, value]) => ({ name: `head.${name}.${key}`, value, unit: "ms", ...bar[key] }));
}

try {
  const woken = await step("Blocks announced by websocket", () => latencies(true));
  const polled = await step("Blocks found by polling every 50 ms", () => latencies(false));
  report("head", [
    ...figuresOf("ws", woken, {
      p50: { atMost: 10, stretch: 6, peer: 26 },
      p95: { atMost: 25, stretch: 13, peer: 63 },
      max: { atMost: 250, stretch: 50, peer: 2_721 },
    }),
    ...figuresOf("polling", polled, { p50: { peer: 62 }, p95: { peer: 122 }, max: { peer: 140 } }),
  ]);
} finally {
  await removeAllScratch();
}
process.exit(0);
