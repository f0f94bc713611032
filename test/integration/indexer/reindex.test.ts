import { expect } from "chai";
import type { Hex } from "viem";
import { addressesOf } from "../../../indexer/deployment.ts";
import { reindex } from "../../../indexer/reindex.ts";
import { connectTo } from "../../../prisma/connect.ts";
import { withClient } from "../../../prisma/server.ts";
import type { TestChain } from "../../support/chain.ts";
import { anEmitter, aSharedChain, type Emitter } from "../../support/emitter.ts";
import { caughtUp, type Mirror, startMirror } from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";
import { differences } from "../../support/schedule/compare.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory, type Story } from "../../support/story.ts";

describe("read models made again from the log", function () {
  this.timeout(120_000);
  let chain: TestChain;
  let emitter: Emitter;
  let story: Story;
  let database: TestDatabase;
  let mirror: Mirror;

  const mine = async (blocks: number) => {
    for (let i = 0; i < blocks; i++) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      await emitter.mine(story.next(timestamp), story.next(timestamp));
    }
  };
  const again = async () => {
    const { deployment } = emitter;
    return reindex(() => connectTo(database.ownerUrl, "reindex"), new Map([[deployment.chainId, addressesOf(deployment)]]));
  };
  const shapeOf = () =>
    withClient(database.superuserUrl, async (client) => {
      const { rows } = await client.query(
        `select 'index ' || indexdef as line from pg_indexes where schemaname = 'chain'
         union all select concat_ws(' ', 'grant', table_name, grantee, privilege_type) from information_schema.role_table_grants
         where table_schema = 'chain' order by line`,
      );
      return rows.map(({ line }) => line as string);
    });

  beforeEach(async () => {
    chain = await aSharedChain();
    emitter = await anEmitter(chain);
    story = aStory(seeded("reindex"));
    database = await aDatabase();
    await mine(40);
    mirror = startMirror({
      database,
      rpcUrl: chain.rpcUrl,
      deployment: emitter.deployment,
      finality: { depth: 8, settleMs: 600_000 },
    });
    await caughtUp(database, chain);
  });
  afterEach(async () => {
    await mirror.stop();
    await database.drop();
  });

  it("are right again after somebody spoilt them, while the mirror goes on", async () => {
    await withClient(database.superuserUrl, (client) =>
      client.query(
        "update chain.milestone set fee = fee + 1; delete from chain.movement; delete from chain.standing; delete from chain.seat",
      ),
    );
    const spoilt = await differences(database, chain, emitter);

    const mining = mine(10);
    const { events } = await again();
    await mining;
    await caughtUp(database, chain);

    expect(spoilt).not.to.deep.equal([]);
    expect(events).to.be.greaterThan(40);
    expect(await differences(database, chain, emitter)).to.deep.equal([]);
  });

  it("can be taken back by a reorg like those before", async () => {
    const saved = story.save();
    const snapshot = (await chain.cheats.request({ method: "evm_snapshot", params: [] } as never)) as Hex;
    await mine(5);
    await caughtUp(database, chain);

    await again();
    await chain.cheats.request({ method: "evm_revert", params: [snapshot] } as never);
    await chain.cheats.request({ method: "evm_increaseTime", params: ["0x7"] } as never);
    story.load(saved);
    await mine(3);
    await caughtUp(database, chain);

    expect(await differences(database, chain, emitter)).to.deep.equal([]);
    expect(mirror.status.rewinds).to.be.at.least(1);
    expect(mirror.status.rebuilds).to.equal(0);
  });

  it("have the same indexes and the same readers and writers", async () => {
    const before = await shapeOf();

    await again();

    expect(await shapeOf()).to.deep.equal(before);
  });
});
