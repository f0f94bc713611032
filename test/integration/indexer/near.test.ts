import { expect } from "chai";
import type { Chain } from "../../../indexer/chain.ts";
import { anEmitter, aSharedChain } from "../../support/emitter.ts";
import { caughtUp, dump, startMirror, undisturbed } from "../../support/mirror.ts";
import { aDatabase } from "../../support/postgres.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory } from "../../support/story.ts";
import { until } from "../../support/until.ts";

/** A node whose every answer lacks the last log of all, for as long as it lies. */
const withoutTheLast =
  (node: { lies: boolean }) =>
  (chain: Chain): Chain => {
    let last = "";
    return {
      ...chain,
      logs: async (filter) => {
        const logs = await chain.logs(filter);
        last ||= logs.at(-1)?.transactionHash ?? "";
        return node.lies ? logs.filter(({ transactionHash }) => transactionHash !== last) : logs;
      },
    };
  };

describe("settled blocks that a node tells of twice in the same wrong way", function () {
  this.timeout(120_000);

  /** What a mirror holds that begins a few settled blocks behind, and what it should. */
  const mirrored = async (nearBlocks?: number) => {
    const node = { lies: true };
    const chain = await aSharedChain();
    const emitter = await anEmitter(chain);
    const story = aStory(seeded("near"));
    const [database, fresh] = await Promise.all([aDatabase(), aDatabase()]);
    for (let i = 0; i < 10; i++) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      await emitter.mine(story.next(timestamp));
    }
    const mirror = startMirror({
      database,
      rpcUrl: chain.rpcUrl,
      deployment: emitter.deployment,
      finality: { depth: 0, settleMs: null },
      chain: withoutTheLast(node),
      ...(nearBlocks !== undefined && { nearBlocks }),
    });
    if (nearBlocks === undefined) {
      await until(() => mirror.status.trouble?.includes("receipts") === true);
      node.lies = false;
    }
    await caughtUp(database, chain);
    await mirror.stop();
    const [held, due] = [await dump(database), await undisturbed(fresh, chain, emitter.deployment)];
    await Promise.all([database.drop(), fresh.drop()]);
    return { held, due };
  };

  it("are proven by their receipts while they are near, and waited for", async () => {
    const { held, due } = await mirrored();

    expect(held).to.deep.equal(due);
  });

  it("would deceive a mirror that asks twice for them: the control", async () => {
    const { held, due } = await mirrored(0);

    expect(held).to.not.deep.equal(due);
  });
});
