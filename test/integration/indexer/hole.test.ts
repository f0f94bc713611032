import { expect } from "chai";
import { withClient } from "../../../prisma/server.ts";
import type { TestChain } from "../../support/chain.ts";
import { anEmitter, aSharedChain, type Emitter } from "../../support/emitter.ts";
import { caughtUp, dump, type Mirror, startMirror, undisturbed } from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory, type Story } from "../../support/story.ts";
import { until } from "../../support/until.ts";

describe("a mirror that never saw something begin", function () {
  this.timeout(120_000);
  let chain: TestChain;
  let emitter: Emitter;
  let story: Story;
  let database: TestDatabase;
  let fresh: TestDatabase;
  let mirror: Mirror;

  beforeEach(async () => {
    chain = await aSharedChain();
    emitter = await anEmitter(chain);
    story = aStory(seeded("hole"));
    [database, fresh] = await Promise.all([aDatabase(), aDatabase()]);
    await mine(30);
  });
  afterEach(async () => {
    await mirror.stop();
    await Promise.all([database.drop(), fresh.drop()]);
  });

  const mine = async (blocks: number) => {
    for (let i = 0; i < blocks; i++) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      await emitter.mine(story.next(timestamp), story.next(timestamp));
    }
  };
  const start = (deployment = emitter.deployment) => {
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment });
  };
  /** As if a node had left them out, both times that it was asked. */
  const lose = (name: string) =>
    withClient(database.superuserUrl, (client) =>
      client.query(
        `delete from chain.log where name = '${name}'; delete from chain.escrow_agreement; delete from chain.milestone`,
      ),
    );

  it("finds where the chain has more than it, and begins again below", async () => {
    start();
    await caughtUp(database, chain);
    await mirror.stop();
    await lose("Created");

    start();
    await mine(10);
    await caughtUp(database, chain);

    expect(mirror.status.rebuilds).to.equal(1);
    expect(await dump(database)).to.deep.equal(await undisturbed(fresh, chain, emitter.deployment));
  });

  it("because it begins too late stays where it is, writes nothing of it and says what is to be corrected: the control", async () => {
    const block = Number(await chain.reader.getBlockNumber());

    start({ ...emitter.deployment, block });
    await mine(20);
    await until(() => mirror.status.trouble?.includes("deployments file") === true);

    const { rows } = await withClient(database.superuserUrl, (client) =>
      client.query(
        "select block from chain.cursor union all select block from chain.log where block > (select block from chain.cursor)",
      ),
    );
    expect(mirror.status.report().ready).to.equal(false);
    expect(mirror.status.rebuilds).to.equal(0);
    expect(rows).to.have.length(1);
  });
});
