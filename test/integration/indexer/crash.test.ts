import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Connection } from "../../../indexer/sql.ts";
import { connectTo } from "../../../prisma/connect.ts";
import { withClient } from "../../../prisma/server.ts";
import type { TestChain } from "../../support/chain.ts";
import { anEmitter, aSharedChain, type Emitter } from "../../support/emitter.ts";
import {
  catchesUp,
  caughtUp,
  dump,
  type IndexerProcess,
  startIndexerProcess,
  type Mirror,
  startMirror,
  toldFacts,
  undisturbed,
} from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory, type Story } from "../../support/story.ts";
import { comes, until } from "../../support/until.ts";

describe("an indexer that dies", function () {
  this.timeout(180_000);
  let chain: TestChain;
  let emitter: Emitter;
  let story: Story;
  let database: TestDatabase;
  let fresh: TestDatabase;
  let mirror: Mirror | undefined;
  let indexer: IndexerProcess | undefined;

  before(async () => {
    chain = await aSharedChain();
    emitter = await anEmitter(chain);
    story = aStory(seeded("crash"));
  });
  beforeEach(async () => {
    [database, fresh] = await Promise.all([aDatabase(), aDatabase()]);
  });
  afterEach(async () => {
    await mirror?.stop();
    await indexer?.kill();
    [mirror, indexer] = [undefined, undefined];
    await Promise.all([database.drop(), fresh.drop()]);
  });

  const mineUntil = async (signal: AbortSignal, pauseMs: number) => {
    while (!signal.aborted) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      await emitter.mine(story.next(timestamp));
      await sleep(pauseMs);
    }
  };

  /** Kills one process after the other at moments drawn from the seed, each while it is at work. */
  const killRepeatedly = async (lives: number, seed: string, args: string[]): Promise<void> => {
    const random = seeded(seed);
    const enough = new AbortController();
    const mining = mineUntil(enough.signal, 30);
    for (let life = 0; life < lives; life++) {
      const before = await cursorOf(database);
      start(args);
      await until(async () => (await cursorOf(database)) > before);
      await sleep(random() * 120);
      await indexer?.kill();
    }
    enough.abort();
    await mining;
  };

  const start = (args: string[] = []) => {
    const main = "test/support/slow-indexer.ts";
    indexer = startIndexerProcess({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, main, args });
  };

  it("by SIGKILL at random moments leaves the rows and events of one that never did", async () => {
    await killRepeatedly(5, "kills", []);

    start();
    await caughtUp(database, chain);
    const code = await indexer?.stop();

    expect(await dump(database)).to.deep.equal(await undisturbed(fresh, chain, emitter.deployment));
    expect(await toldFacts(database)).to.deep.equal(await toldFacts(fresh));
    expect(code).to.equal(0);
  });

  it("by SIGKILL without a transaction around its batches loses some: the control", async () => {
    await killRepeatedly(2, "kills", ["naive"]);

    start(["naive"]);
    await catchesUp(database, chain, 3_000);
    await indexer?.kill();

    expect(await dump(database)).not.to.deep.equal(await undisturbed(fresh, chain, emitter.deployment));
  });

  for (const isNaive of [false, true]) {
    const name = "at each single query of its batches";
    it(isNaive ? `${name}, without a transaction: the control` : `${name} loses and doubles nothing`, async () => {
      const line = breaking(database, isNaive);
      mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, connect: line.connect });
      const enough = new AbortController();
      const mining = mineUntil(enough.signal, 5);
      // The naive one soon stands in its own way, and breaks no more.
      await comes(() => line.breaks() >= 30, isNaive ? 3_000 : 60_000);
      enough.abort();
      await mining;
      line.heal();
      // The naive one may not even get up again: half a batch is in its way.
      await catchesUp(database, chain, isNaive ? 2_000 : 60_000);
      await mirror.stop();

      const found = { rows: await dump(database), told: await toldFacts(database) };
      const expected = { rows: await undisturbed(fresh, chain, emitter.deployment), told: await toldFacts(fresh) };
      if (isNaive) return void expect(found).not.to.deep.equal(expected);
      // Each for itself, so that a failure shows what differs.
      for (const name of Object.keys(expected.rows)) expect(found.rows[name], name).to.deep.equal(expected.rows[name]);
      expect(found.told).to.deep.equal(expected.told);
    });
  }
});

async function cursorOf({ superuserUrl }: TestDatabase): Promise<number> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ block: string }>("select block from chain.cursor");
    return Number(rows[0]?.block ?? -1);
  });
}

/**
 * One connection breaks at its first query, another at its second, and so on, so that every point of a batch has its turn.
 * Those between live long enough to get on.
 */
function breaking(database: TestDatabase, isNaive: boolean) {
  let lives = 0;
  let breaks = 0;
  let isHealed = false;
  const connect = (): Connection => {
    const connection = connectTo(database.indexerUrl, "breaking");
    const query = connection.query.bind(connection) as Connection["query"];
    lives += 1;
    let left = lives % 2 === 0 ? 40 : 1 + (lives % 25);
    const fail = (message: string) => {
      breaks += 1;
      throw new Error(message);
    };
    return Object.assign(connection, {
      query: async (text: string, values?: unknown[]) => {
        if (isNaive && (text === "begin" || text === "commit")) return { rows: [], rowCount: 0 };
        if (isHealed) return query(text, values);
        left -= 1;
        if (left < 0) fail("The line is dead.");
        const result = await query(text, values);
        // The worst of all: the server did it, and the answer got lost.
        if (left === 0 && lives % 3 === 0) fail("The answer got lost.");
        return result;
      },
    }) as unknown as Connection;
  };
  return {
    connect,
    breaks: () => breaks,
    heal: () => {
      isHealed = true;
    },
  };
}
