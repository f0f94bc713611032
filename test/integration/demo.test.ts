import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { type Deployment, readDeployment } from "../../indexer/deployment.ts";
import { withClient } from "../../prisma/server.ts";
import { Wrong } from "../../scripts/demo/insist.ts";
import { runStory, type StoryOptions } from "../../scripts/demo/story.ts";
import { actorIn } from "../../scripts/lib/actor.ts";
import { type Hall, openHall } from "../../scripts/lib/hall.ts";
import { caughtUp, catchesUp, dump, type IndexerProcess, startIndexerProcess, undisturbed } from "../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../support/postgres.ts";
import { seeded } from "../support/seeded.ts";
import { aStack, type TestStack } from "../support/stack.ts";

describe("the story that the demo tells", function () {
  this.timeout(300_000);
  let stack: TestStack;
  let hall: Hall;
  let deployment: Deployment;
  let indexer: IndexerProcess | undefined;

  beforeEach(async () => {
    stack = await aStack({ services: ["indexer", "api"] });
    deployment = await readDeployment(stack.deploymentsFile, 31_337);
    hall = openHall({ apiUrl: stack.apiUrl, rpcUrl: stack.chain.rpcUrl, deployment: stack.deployment });
  });
  afterEach(async () => {
    await indexer?.kill();
    indexer = undefined;
    await stack.stop();
  });

  it("comes out with every number as the rules say", async () => {
    const titles: string[] = [];

    const { transactions, balances } = await runStory({ hall, onStep: ({ title }) => void titles.push(title) });

    expect(titles).to.have.length(21);
    expect(transactions.length).to.be.greaterThan(30);
    expect(balances.find(({ who }) => who === "Escrow")?.now).to.equal(0n);
  });

  it("stops when a single wei is not where it should be: the control", async () => {
    const stranger = actorIn(hall, 33);
    const leak: StoryOptions["onStep"] = async ({ number }) => {
      if (number === 7) await stranger.send(actorIn(hall, 31).address, 1n);
    };

    const failure = await runStory({ hall, onStep: leak }).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(Wrong);
    expect((failure as Wrong).message).to.contain("Kofi's balance in wei");
  });

  /** Until `story` ends, the indexer gets on a little, dies by SIGKILL at a random moment and is started again. */
  async function killUntilDone(story: Promise<unknown>, seed: string, args: string[]): Promise<number> {
    const random = seeded(seed);
    let isOver = false;
    const over = story
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        isOver = true;
      });
    let kills = 0;
    // A new process takes its time to start: after so many the rest of the story is told undisturbed.
    while (!isOver && kills < 8) {
      const before = await blockOf(stack.database);
      while (!isOver && (await blockOf(stack.database)) <= before) await sleep(20);
      await Promise.race([over, sleep(random() * 400)]);
      if (isOver) break;
      await indexer?.kill();
      kills += 1;
      start(args);
    }
    await over;
    return kills;
  }

  const start = (args: string[]) => {
    const { database, chain } = stack;
    // Its line to Postgres is slow, so that a kill finds it at work.
    indexer = startIndexerProcess({ database, rpcUrl: chain.rpcUrl, deployment, main: "test/support/slow-indexer.ts", args });
  };

  it("leaves the same mirror when the indexer is killed again and again while it runs", async () => {
    const fresh = await aDatabase();
    await stack.service("indexer").kill();
    start([]);

    const story = runStory({ hall });
    const kills = await killUntilDone(story, "demo", []);
    await story;

    await caughtUp(stack.database, stack.chain);
    expect(kills).to.be.greaterThan(2);
    expect(await dump(stack.database)).to.deep.equal(await undisturbed(fresh, stack.chain, deployment));
    await fresh.drop();
  });

  it("is lost to an indexer without transactions: the control", async () => {
    const fresh = await aDatabase();
    await stack.service("indexer").kill();
    start(["naive"]);

    const story = runStory({ hall, patience: 6_000 });
    const told = story.then(
      () => true,
      () => false,
    );
    await killUntilDone(story, "demo", ["naive"]);

    const isWhole = (await told) && (await catchesUp(stack.database, stack.chain, 5_000));
    const isEqual = async () => {
      const [found, expected] = [await dump(stack.database), await undisturbed(fresh, stack.chain, deployment)];
      return JSON.stringify(found) === JSON.stringify(expected);
    };
    expect(isWhole && (await isEqual())).to.equal(false);
    await fresh.drop();
  });
});

async function blockOf({ superuserUrl }: TestDatabase): Promise<number> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ block: string }>("select block from chain.cursor");
    return Number(rows[0]?.block ?? -1);
  });
}
