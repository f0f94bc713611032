import { expect } from "chai";
import type { Hex } from "viem";
import { aChain, type TestChain } from "../../support/chain.ts";
import { anEmitter, aSharedChain, type Emitter } from "../../support/emitter.ts";
import { caughtUp, dump, type Mirror, startMirror, toldFacts, undisturbed } from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";
import { withoutParentCheck } from "../../support/schedule/naive.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory, type Story } from "../../support/story.ts";
import { until } from "../../support/until.ts";

describe("a reorg", function () {
  this.timeout(180_000);
  let chain: TestChain;
  let emitter: Emitter;
  let story: Story;
  let database: TestDatabase;
  let fresh: TestDatabase;
  let mirror: Mirror;

  before(async () => {
    chain = await aSharedChain();
    emitter = await anEmitter(chain);
    story = aStory(seeded("reorg"), { escrow: emitter.deployment.escrow });
    await mine(20);
  });

  beforeEach(async () => {
    [database, fresh] = await Promise.all([aDatabase(), aDatabase()]);
  });
  afterEach(async () => {
    await mirror.stop();
    await Promise.all([database.drop(), fresh.drop()]);
  });

  const mine = async (blocks: number) => {
    for (let i = 0; i < blocks; i++) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      await emitter.mine(story.next(timestamp));
    }
  };

  /** Blocks that the indexer sees, then takes back: the world is as it was before them, and a second of it has passed. */
  const mineAndTakeBack = async (blocks: number, seen: () => Promise<void> = () => caughtUp(database, chain)): Promise<Hex[]> => {
    const saved = story.save();
    const snapshot = (await chain.cheats.request({ method: "evm_snapshot", params: [] } as never)) as Hex;
    const before = await chain.reader.getBlockNumber();
    await mine(blocks);
    const hashes = await Promise.all(
      Array.from({ length: blocks }, (_, i) => chain.reader.getBlock({ blockNumber: before + BigInt(i) + 1n })),
    );
    await seen();
    await chain.cheats.request({ method: "evm_revert", params: [snapshot] } as never);
    await chain.cheats.request({ method: "evm_increaseTime", params: ["0x7"] } as never);
    story.load(saved);
    return hashes.map(({ hash }) => hash);
  };

  const start = (more: Partial<Parameters<typeof startMirror>[0]> = {}) => {
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, ...more });
  };

  const expectNoTrace = async (dropped: Hex[]) => {
    await caughtUp(database, chain);
    const mirrored = await dump(database);

    expect(mirrored).to.deep.equal(await undisturbed(fresh, chain, emitter.deployment));
    expect(await toldFacts(database)).to.deep.equal(await toldFacts(fresh));
    for (const hash of dropped) expect(JSON.stringify(mirrored)).not.to.include(hash);
  };

  for (const depth of [1, 3]) {
    for (const more of [0, 1, 4]) {
      it(`of ${depth} leaves no trace when ${depth + more} other blocks take the place`, async () => {
        start();
        const dropped = await mineAndTakeBack(depth);

        await mine(depth + more);

        await expectNoTrace(dropped);
        expect(mirror.status.rewinds).to.be.at.least(1);
      });
    }
  }

  it("is noticed through the websocket, which says nothing of it", async () => {
    start({ rpcWsUrl: chain.rpcWsUrl });
    const dropped = await mineAndTakeBack(3);

    await mine(3);

    await expectNoTrace(dropped);
  });

  it("is noticed when the head goes back and nothing follows, and when the next branch is shorter", async () => {
    start();
    const dropped = await mineAndTakeBack(5);
    await expectNoTrace(dropped);

    const again = await mineAndTakeBack(5);
    await mine(2);
    await expectNoTrace([...dropped, ...again].filter((hash) => !dropped.includes(hash)));
  });

  it("and another one right after it leave no trace", async () => {
    start();
    const first = await mineAndTakeBack(3);
    const second = await mineAndTakeBack(2, async () => {});
    await mine(4);

    await expectNoTrace([...first, ...second]);
  });

  it("that happened while the indexer was down is noticed when it comes back", async () => {
    start();
    const dropped = await mineAndTakeBack(3, async () => {
      await caughtUp(database, chain);
      await mirror.stop();
    });
    await mine(6);

    start();

    await expectNoTrace(dropped);
  });

  it("deeper than finality rebuilds the read models from the last block that is still there", async () => {
    start({ finality: { depth: 3, settleMs: 600_000 } });
    const dropped = await mineAndTakeBack(12);

    await mine(5);

    await expectNoTrace(dropped);
    expect(mirror.status.rebuilds).to.equal(1);
  });

  it("leaves its trace in a mirror that does not look at parents: the control", async () => {
    start({ chain: withoutParentCheck });
    const dropped = await mineAndTakeBack(3);
    const head = await chain.reader.getBlockNumber();

    await mine(8);
    await until(() => mirror.status.block >= Number(head) + 8);
    const mirrored = await dump(database);

    expect(mirrored).not.to.deep.equal(await undisturbed(fresh, chain, emitter.deployment));
    expect(JSON.stringify(mirrored)).to.include(dropped[0]);
  });
});

describe("a new local chain on the same port", function () {
  this.timeout(180_000);

  it("is mirrored from its beginning, and nothing of the old one stays", async () => {
    const [database, fresh] = await Promise.all([aDatabase(), aDatabase()]);
    const live = async (chain: TestChain, seed: string, blocks: number) => {
      const emitter = await anEmitter(chain);
      const story = aStory(seeded(seed), { escrow: emitter.deployment.escrow });
      for (let i = 0; i < blocks; i++) await emitter.mine(story.next(1_700_000_000n));
      return emitter.deployment;
    };
    const old = await aChain();
    const port = Number(new URL(old.rpcUrl).port);
    let deployment = await live(old, "old", 12);
    const mirror = startMirror({ database, rpcUrl: old.rpcUrl, deployment: () => deployment });
    await caughtUp(database, old);
    const before = await dump(database);

    await old.stop();
    const young = await aChain({ port, bornAt: "2026-01-01T00:00:00Z" });
    deployment = await live(young, "young", 5);

    await caughtUp(database, young);
    const after = await dump(database);
    expect(after).to.deep.equal(await undisturbed(fresh, young, deployment));
    expect(after["log"]).not.to.deep.equal(before["log"]);
    expect(await toldFacts(database)).to.deep.equal(await toldFacts(fresh));
    await mirror.stop();
    await young.stop();
    await Promise.all([database.drop(), fresh.drop()]);
  });
});
