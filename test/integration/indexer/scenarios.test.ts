import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Hex } from "viem";
import type { Chain } from "../../../indexer/chain.ts";
import { aChain, type TestChain } from "../../support/chain.ts";
import { anEmitter, aSharedChain, type Emitter } from "../../support/emitter.ts";
import { catchesUp, type IndexerProcess, type Mirror, startIndexerProcess, startMirror } from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";
import { differences } from "../../support/schedule/compare.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory, type Said, type Story } from "../../support/story.ts";

const KILLED = "SIGKILL in a burst";

/** What one transaction a block says. */
type Branch = Said[][];

for (const transport of ["polling", "websocket"] as const) {
  describe(`a reorg, by ${transport}, leaves no trace`, function () {
    this.timeout(180_000);
    let chain: TestChain;
    let emitter: Emitter;
    let story: Story;
    let database: TestDatabase;
    let mirror: Mirror | undefined;
    let indexer: IndexerProcess | undefined;
    const settled: { name: string; ms: number }[] = [];

    before(async () => {
      chain = await aSharedChain();
    });
    beforeEach(async () => {
      emitter = await anEmitter(chain);
      story = aStory(seeded(`scenarios ${transport}`));
      database = await aDatabase();
      await live(8);
    });
    afterEach(async () => {
      await mirror?.stop();
      await indexer?.kill();
      [mirror, indexer] = [undefined, undefined];
      await database.drop();
    });
    after(() => {
      // A process that is started anew takes its time to start.
      const running = settled.filter(({ name }) => name !== KILLED);
      const times = running.map(({ ms }) => ms).sort((a, b) => a - b);
      const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
      console.log(JSON.stringify({ bench: "scenarios", transport, n: times.length, p50Ms: at(0.5), p95Ms: at(0.95) }));
    });

    const request = (method: string, params: unknown[] = []) => chain.cheats.request({ method, params } as never);
    const mineAll = async (branch: Branch): Promise<void> => {
      for (const said of branch) await emitter.mine(said);
    };
    const tell = async (blocks: number): Promise<Branch> => {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      return Array.from({ length: blocks }, () => story.next(timestamp));
    };
    const live = async (blocks: number): Promise<Branch> => {
      const branch = await tell(blocks);
      await mineAll(branch);
      return branch;
    };
    const start = (wrap?: (real: Chain) => Chain) => {
      mirror = startMirror({
        database,
        rpcUrl: chain.rpcUrl,
        ...(transport === "websocket" && { rpcWsUrl: chain.rpcWsUrl }),
        deployment: emitter.deployment,
        finality: { depth: 128, settleMs: 600_000 },
        ...(wrap && { chain: wrap }),
      });
    };
    const here = async (): Promise<void> => {
      expect(await catchesUp(database, chain, 60_000), "caught up").to.equal(true);
    };
    /** Blocks that are seen and taken back; what they said is given back to be said again, or not. */
    const takenBack = async (blocks: number, seen: () => Promise<void> = here): Promise<Branch> => {
      const saved = story.save();
      const snapshot = (await request("evm_snapshot")) as Hex;
      const branch = await live(blocks);
      await seen();
      await request("evm_revert", [snapshot]);
      await request("evm_increaseTime", ["0x7"]);
      story.load(saved);
      return branch;
    };
    const settles = async (name: string) => {
      const began = performance.now();
      await here();
      settled.push({ name, ms: performance.now() - began });
      expect(await differences(database, chain, emitter)).to.deep.equal([]);
    };

    it("to the same height", async () => {
      start();
      await takenBack(3);
      await live(3);
      await settles("same height");
    });

    it("to a longer branch", async () => {
      start();
      await takenBack(3);
      await live(7);
      await settles("longer");
    });

    it("to a shorter branch", async () => {
      start();
      await takenBack(5);
      await live(2);
      await settles("shorter");
    });

    it("when the head goes back and nothing follows", async () => {
      start();
      await takenBack(4);
      await settles("head goes back");
    });

    it("when a transaction vanishes", async () => {
      start();
      const snapshot = (await request("evm_snapshot")) as Hex;
      const [first, second, third] = (await tell(3)) as [Said[], Said[], Said[]];
      await emitter.mine(first, second, third);
      await here();
      await request("evm_revert", [snapshot]);
      await request("evm_increaseTime", ["0x7"]);
      // The last of them is not there any more, and nobody says anything that builds on it.
      await emitter.mine(first, second);
      await settles("a transaction vanishes");
    });

    it("when a transaction moves to another block and place", async () => {
      start();
      const branch = await takenBack(2);
      await emitter.mine([]);
      await emitter.mine(...branch);
      await settles("a transaction moves");
    });

    it("when another one follows at once", async () => {
      start();
      await takenBack(3);
      await takenBack(2, async () => {});
      await live(4);
      await settles("two in a row");
    });

    it("when nobody was looking", async () => {
      start();
      await takenBack(4, async () => {
        await here();
        await mirror?.stop();
      });
      await live(6);
      start();
      await settles("while the indexer is down");
    });

    it("of 45 blocks", async () => {
      start();
      await takenBack(45);
      await live(46);
      await settles("depth 45");
    });

    it("of 100 blocks", async () => {
      start();
      await takenBack(100);
      await live(20);
      await settles("depth 100");
    });

    it("between the announcement of a head and the question for its logs", async () => {
      let isArmed = false;
      let hasHappened = false;
      let snapshot: Hex = "0x";
      start((real) => ({
        ...real,
        head: async () => {
          const answer = await real.head();
          if (!isArmed || hasHappened) return answer;
          hasHappened = true;
          await request("evm_revert", [snapshot]);
          await request("evm_increaseTime", ["0x7"]);
          return answer;
        },
      }));
      await here();
      const saved = story.save();
      snapshot = (await request("evm_snapshot")) as Hex;
      isArmed = true;
      await live(1);
      while (!hasHappened) await sleep(5);
      story.load(saved);
      await live(2);
      await settles("between head and logs");
    });

    it("when the process dies by SIGKILL in a burst of blocks", async () => {
      const run = () =>
        startIndexerProcess({
          database,
          rpcUrl: chain.rpcUrl,
          deployment: emitter.deployment,
          ...(transport === "websocket" && { env: { RPC_WS_URL: chain.rpcWsUrl } }),
        });
      indexer = run();
      await here();
      await takenBack(10, async () => indexer?.kill());
      await live(12);
      indexer = run();
      await settles(KILLED);
    });
  });

  describe(`a new local chain on the same port, by ${transport}`, function () {
    this.timeout(180_000);

    it("is mirrored from its beginning, and nothing of the old one stays", async () => {
      const database = await aDatabase();
      const live = async (chain: TestChain, seed: string, blocks: number): Promise<Emitter> => {
        const emitter = await anEmitter(chain);
        const story = aStory(seeded(seed));
        for (let i = 0; i < blocks; i++) await emitter.mine(story.next(1_700_000_000n));
        return emitter;
      };
      const old = await aChain();
      const port = Number(new URL(old.rpcUrl).port);
      let emitter = await live(old, "old", 12);
      const mirror = startMirror({
        database,
        rpcUrl: old.rpcUrl,
        ...(transport === "websocket" && { rpcWsUrl: old.rpcWsUrl }),
        deployment: () => emitter.deployment,
      });
      expect(await catchesUp(database, old, 60_000)).to.equal(true);

      await old.stop();
      const young = await aChain({ port, bornAt: "2026-01-01T00:00:00Z" });
      emitter = await live(young, "young", 5);
      const isThere = await catchesUp(database, young, 60_000);
      await mirror.stop();

      expect(isThere).to.equal(true);
      expect(await differences(database, young, emitter)).to.deep.equal([]);
      await young.stop();
      await database.drop();
    });
  });
}
