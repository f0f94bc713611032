/**
 * One schedule: a life of the mirror drawn from a seed. Blocks come and are taken back, nodes lie, lines break, the
 * indexer dies and comes again; then all is well for a while, and what the mirror holds is compared with the chain.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "viem";
import type { Chain } from "../../../indexer/chain.ts";
import type { Connection } from "../../../indexer/sql.ts";
import { withClient } from "../../../prisma/server.ts";
import type { TestChain } from "../chain.ts";
import { anEmitter } from "../emitter.ts";
import { catchesUp, type Mirror, startMirror } from "../mirror.ts";
import { aDatabase, type TestDatabase } from "../postgres.ts";
import { seeded } from "../seeded.ts";
import { aStory } from "../story.ts";
import { differences } from "./compare.ts";
import { aFaultyNode } from "./faults.ts";

export type Naive = {
  chain?: (chain: Chain) => Chain;
  connect?: (database: TestDatabase) => Connection;
  /** What happens to it, and nothing else: the things that it does not stand. Whatever may happen where not given. */
  moves?: readonly Move[];
};
type Move = "mine" | "mine more" | "reorg" | "lie" | "cut" | "die";
export type Outcome = { seed: string; wrong: string[]; steps: string[]; faults: Map<string, number> };

const STEPS = 8;

export async function runSchedule(
  chain: TestChain,
  seed: string,
  { naive = {}, patienceMs = 30_000 }: { naive?: Naive; patienceMs?: number } = {},
): Promise<Outcome> {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const database = await aDatabase();
  // Half of the lives read all that is settled by asking twice, which is a proof unless two answers lack the same log; the
  // others prove every block by its receipts, and there a node may leave out the same one for ever.
  const asksTwice = random() < 0.5;
  const missed = asksTwice ? new Set<string>() : undefined;
  const nodes = [await aFaultyNode(chain.rpcUrl, random, missed), await aFaultyNode(chain.rpcUrl, random, missed)];
  const emitter = await anEmitter(chain);
  const story = aStory(random);
  const isWoken = random() < 0.5;
  const finality = { depth: random() < 0.3 ? 2 : 64, settleMs: random() < 0.2 ? 150 : 600_000 };
  const steps: string[] = [
    `finality ${finality.depth} or ${finality.settleMs} ms, ${isWoken ? "websocket" : "polling"}, ${asksTwice ? "asked twice" : "receipts"}`,
  ];
  if (random() < 0.15) {
    nodes[1]!.isOfOtherChain = true;
    steps.push("the second node is of another chain");
  }

  const start = (): Mirror =>
    startMirror({
      database,
      rpcUrls: nodes.map(({ url }) => url),
      ...(isWoken && { rpcWsUrl: chain.rpcWsUrl }),
      deployment: emitter.deployment,
      finality,
      timeoutMs: 120,
      ...(asksTwice && { nearBlocks: 0 }),
      ...(naive.chain && { chain: naive.chain }),
      ...(naive.connect && { connect: () => naive.connect!(database) }),
    });
  let mirror = start();

  const mine = async (blocks: number) => {
    for (let i = 0; i < blocks; i++) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      const sayings = Array.from({ length: 1 + below(3) }, () => story.next(timestamp));
      await emitter.mine(...sayings);
    }
  };
  const request = (method: string, params: unknown[] = []) => chain.cheats.request({ method, params } as never);
  const look = () => sleep(random() < 0.4 ? 0 : random() * 40);

  const moves: Record<Move, () => Promise<void>> = {
    mine: () => mine(1 + below(4)),
    "mine more": () => mine(4 + below(4)),
    reorg: async () => {
      const saved = story.save();
      const snapshot = (await request("evm_snapshot")) as Hex;
      await mine(1 + below(6));
      await look();
      for (const node of nodes) node.staysBehind = random() < 0.3;
      await request("evm_revert", [snapshot]);
      await request("evm_increaseTime", ["0x7"]);
      story.load(saved);
      if (random() < 0.8) await mine(below(7));
      await look();
      for (const node of nodes) node.staysBehind = false;
    },
    lie: async () => {
      for (const node of nodes) node.level = random();
      await mine(1 + below(3));
      await look();
      for (const node of nodes) node.level = random() < 0.5 ? 0 : random() * 0.4;
    },
    cut: async () => {
      await mine(1);
      await withClient(database.superuserUrl, (client) =>
        client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'guildhall_indexer'",
          [database.name],
        ),
      );
    },
    die: async () => {
      // Whatever it was in the middle of is rolled back by the server, as after a SIGKILL.
      await Promise.all([moves.cut(), mirror.stop()]);
      await mine(below(4));
      mirror = start();
    },
  };
  const names = naive.moves ?? (Object.keys(moves) as Move[]);
  for (let i = 0; i < STEPS; i++) {
    const name = names[below(names.length)] as Move;
    steps.push(name);
    await moves[name]();
    await look();
  }

  for (const node of nodes) Object.assign(node, { level: 0, staysBehind: false });
  await mine(1);
  const isSettled = await catchesUp(database, chain, patienceMs);
  const trouble = mirror.status.trouble;
  await mirror.stop();
  const wrong = isSettled ? await differences(database, chain, emitter) : [`It did not reach the head: ${trouble}`];
  const faults = new Map<string, number>();
  for (const { done } of nodes) for (const [what, times] of done) faults.set(what, (faults.get(what) ?? 0) + times);
  await Promise.all([...nodes.map((node) => node.close()), database.drop()]);
  return { seed, wrong, steps, faults };
}
