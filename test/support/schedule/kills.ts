/** The process that people run, killed for good at moments drawn from a seed, while the chain goes on and goes back. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "viem";
import { withClient } from "../../../prisma/server.ts";
import type { TestChain } from "../chain.ts";
import { anEmitter } from "../emitter.ts";
import { catchesUp, startIndexerProcess } from "../mirror.ts";
import { aDatabase, type TestDatabase } from "../postgres.ts";
import { seeded } from "../seeded.ts";
import { aStory } from "../story.ts";
import { comes } from "../until.ts";
import { differences } from "./compare.ts";

export type Killed = {
  seed: string;
  kills: number;
  wrong: string[];
  /** From each process's being started to its standing at the head, in ms. */
  back: number[];
};

/** `kills` lives of one mirror; at the end of each life but the last it dies wherever it is. */
export async function runKills(chain: TestChain, seed: string, kills: number): Promise<Killed> {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const database = await aDatabase();
  const emitter = await anEmitter(chain);
  const story = aStory(random);
  const request = (method: string, params: unknown[] = []) => chain.cheats.request({ method, params } as never);
  const start = () => startIndexerProcess({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment });
  const mine = async (blocks: number) => {
    for (let i = 0; i < blocks; i++) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      await emitter.mine(story.next(timestamp), story.next(timestamp));
    }
  };

  let indexer = start();
  const back: number[] = [];
  const wrong: string[] = [];
  for (let kill = 0; kill < kills && wrong.length === 0; kill++) {
    const before = await cursorOf(database);
    const saved = story.save();
    const snapshot = (await request("evm_snapshot")) as Hex;
    const mining = mine(3 + below(8));
    await comes(async () => (await cursorOf(database)) !== before, 20_000);
    await sleep(random() * 60);
    await indexer.kill();
    await mining;
    if (random() < 0.4) {
      // Taken back while nobody looks.
      await request("evm_revert", [snapshot]);
      await request("evm_increaseTime", ["0x7"]);
      story.load(saved);
      await mine(1 + below(8));
    }
    const began = performance.now();
    indexer = start();
    if (!(await catchesUp(database, chain, 30_000))) wrong.push("It did not come back.");
    back.push(performance.now() - began);
    if (kill % 10 === 9 || kill === kills - 1) wrong.push(...(await differences(database, chain, emitter)));
  }
  await indexer.kill();
  await database.drop();
  return { seed, kills: back.length, wrong, back };
}

async function cursorOf({ superuserUrl }: TestDatabase): Promise<string> {
  return withClient(superuserUrl, async (client) => (await client.query("select hash from chain.cursor")).rows[0]?.hash ?? "");
}
