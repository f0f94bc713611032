import { expect } from "chai";
import type { Hex } from "viem";
import type { TestChain } from "../../support/chain.ts";
import { anEmitter, aSharedChain, type Emitter } from "../../support/emitter.ts";
import { caughtUp, dump, type Mirror, startMirror, toldFacts, undisturbed } from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";
import { withoutParentCheck } from "../../support/schedule/naive.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory, type Story } from "../../support/story.ts";
import { comes } from "../../support/until.ts";

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
    story = aStory(seeded("reorg"));
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
    // It may not even get on: an event is about a case whose opening it never read.
    await comes(() => mirror.status.block >= Number(head) + 8, 10_000);
    const mirrored = await dump(database);

    expect(mirrored).not.to.deep.equal(await undisturbed(fresh, chain, emitter.deployment));
    expect(JSON.stringify(mirrored)).to.include(dropped[0]);
  });
});
