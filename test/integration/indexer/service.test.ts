import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Chain } from "../../../indexer/chain.ts";
import type { RpcLog } from "../../../indexer/decode.ts";
import { models } from "../../../indexer/models.ts";
import { withClient } from "../../../prisma/server.ts";
import { freePort } from "../../../scripts/local/ports.ts";
import type { TestChain } from "../../support/chain.ts";
import { anEmitter, aSharedChain, type Emitter } from "../../support/emitter.ts";
import {
  caughtUp,
  dump,
  type IndexerProcess,
  type Mirror,
  startIndexerProcess,
  startMirror,
  toldFacts,
  undisturbed,
} from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory, type Story } from "../../support/story.ts";
import { until } from "../../support/until.ts";

describe("the indexer as a service", function () {
  this.timeout(180_000);
  let chain: TestChain;
  let emitter: Emitter;
  let story: Story;
  let database: TestDatabase;
  let fresh: TestDatabase;
  let processes: IndexerProcess[];
  let mirror: Mirror | undefined;

  before(async () => {
    chain = await aSharedChain();
    emitter = await anEmitter(chain);
    story = aStory(seeded("service"));
  });
  beforeEach(async () => {
    [database, fresh] = await Promise.all([aDatabase(), aDatabase()]);
    processes = [];
    mirror = undefined;
  });
  afterEach(async () => {
    for (const one of processes) await one.kill();
    await mirror?.stop();
    await Promise.all([database.drop(), fresh.drop()]);
  });

  const mine = async (blocks: number) => {
    for (let i = 0; i < blocks; i++) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      await emitter.mine(story.next(timestamp));
    }
  };
  const start = (env: NodeJS.ProcessEnv = {}): IndexerProcess => {
    const one = startIndexerProcess({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, env });
    processes.push(one);
    return one;
  };
  const expectWhole = async () => {
    await caughtUp(database, chain);
    expect(await dump(database)).to.deep.equal(await undisturbed(fresh, chain, emitter.deployment));
    expect(await toldFacts(database)).to.deep.equal(await toldFacts(fresh));
  };
  const ask = async (port: number, path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    return { status: response?.status ?? 0, body: (await response?.text()) ?? "" };
  };

  it("says from outside how far it is, and stops when it is asked to", async () => {
    await mine(3);
    const port = await freePort();
    const indexer = start({ HEALTH_PORT: String(port) });

    await until(async () => (await ask(port, "/readyz")).status === 200);
    const head = await chain.reader.getBlock({ blockTag: "latest" });
    const status = JSON.parse((await ask(port, "/status")).body);
    const metrics = (await ask(port, "/metrics")).body;

    expect((await ask(port, "/healthz")).status).to.equal(200);
    expect(status).to.deep.include({ role: "leader", ready: true, head: Number(head.number), lag: 0 });
    expect(status.cursor).to.deep.equal({ block: Number(head.number), hash: head.hash });
    expect(metrics).to.include(`guildhall_indexer_block{chain="31337"} ${head.number}`);
    expect((await ask(port, "/elsewhere")).status).to.equal(404);
    expect(await indexer.stop()).to.equal(0);
  });

  it("does not start on a chain that it was not told of", async () => {
    const indexer = start({ CHAIN_ID: "1" });

    expect(await indexer.ended).to.equal(1);
  });

  it("stands by while another leads, and takes over when that one dies", async () => {
    const first = start();
    await caughtUp(database, chain);
    const port = await freePort();
    start({ HEALTH_PORT: String(port) });
    await until(async () => (await ask(port, "/status")).body.includes(`"role":"standby"`));

    await mine(2);
    await caughtUp(database, chain);
    await first.kill();
    await mine(3);

    await expectWhole();
    expect((await ask(port, "/status")).body).to.include(`"role":"leader"`);
  });

  it("does not write once it was stopped in its tracks and another took over", async () => {
    const zombie = start();
    await caughtUp(database, chain);
    start();
    zombie.child.kill("SIGSTOP");
    await mine(4);
    await caughtUp(database, chain);
    const before = await termOf(database);

    zombie.child.kill("SIGCONT");
    await mine(4);
    await sleep(500);

    await expectWhole();
    expect(await termOf(database)).to.equal(before);
  });

  it("goes on when the server cuts all its connections, again and again", async () => {
    start();
    await caughtUp(database, chain);

    for (let i = 0; i < 6; i++) {
      await mine(3);
      await withClient(database.superuserUrl, (client) =>
        client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'guildhall_indexer'",
          [database.name],
        ),
      );
    }

    await expectWhole();
  });

  it("asks for less when a node refuses long ranges", async () => {
    await mine(12);
    const narrow = (real: Chain): Chain => ({
      ...real,
      logs: (filter) => (filter.to - filter.from >= 3 ? Promise.reject(new Error("The range is too long.")) : real.logs(filter)),
    });
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, chain: narrow });

    await expectWhole();
  });

  it("waits for a node that is away, and says so", async () => {
    let isAway = true;
    const away = (real: Chain): Chain => ({
      ...real,
      head: () => (isAway ? Promise.reject(new Error("There is nobody.")) : real.head()),
    });
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, chain: away });
    await until(() => mirror?.status.trouble === "There is nobody.");
    isAway = false;

    await expectWhole();
    await until(() => mirror?.status.report().ready === true);
  });

  it("elsewhere than on the local chain refuses a database that mirrors another deployment", async () => {
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment });
    await caughtUp(database, chain);
    await mirror.stop();
    const rows = await dump(database);

    const other = { ...emitter.deployment, court: emitter.deployment.reputation };
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment: other, isLocal: false });
    await until(() => mirror?.status.trouble?.includes("mirrors another chain or deployment") === true);

    expect(mirror.status.report().ready).to.equal(false);
    expect(await dump(database)).to.deep.equal(rows);
  });

  it("is not fooled by a node that leaves logs out", async () => {
    const random = seeded("forgetful");
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, chain: forgetful(random, false) });
    for (let i = 0; i < 15; i++) {
      await mine(2);
      await caughtUp(database, chain);
    }

    await expectWhole();
    expect(mirror.status.failures).to.be.greaterThan(3);
  });

  it("is fooled by such a node where nothing can be proved: the control", async () => {
    const random = seeded("forgetful");
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, deployment: emitter.deployment, chain: forgetful(random, true) });
    await mine(40);
    const head = await chain.reader.getBlockNumber();
    // A hole in the story stops the projections, or goes unnoticed; either way the mirror is not whole.
    await until(() => (mirror?.status.block ?? 0) >= Number(head) || (mirror?.status.failures ?? 0) > 3);

    expect(await dump(database)).not.to.deep.equal(await undisturbed(fresh, chain, emitter.deployment));
  });

  it("knows every column of its tables, and no other", async () => {
    const { rows } = await withClient(database.superuserUrl, (client) =>
      client.query<{ table: string; columns: string[] }>(
        `select table_name as table, array_agg(column_name::text order by column_name) as columns
         from information_schema.columns where table_schema = 'chain' group by table_name`,
      ),
    );
    const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const { table, columns } of Object.values(models)) {
      const known = [...Object.keys(columns).map(snake), ...(table === "log" ? ["xid"] : [])].sort();
      expect(rows.find((row) => row.table === table)?.columns, table).to.deep.equal(known);
    }
  });
});

async function termOf({ superuserUrl }: TestDatabase): Promise<string | undefined> {
  return withClient(superuserUrl, async (client) => (await client.query("select term from chain.cursor")).rows[0]?.term);
}

/**
 * Leaves logs out of its answers: now and then, so that another answer gives it away; or always the same ones, from its
 * receipts too, so that nothing does.
 */
function forgetful(random: () => number, isConsistent: boolean): (chain: Chain) => Chain {
  const isForgotten = ({ transactionHash }: RpcLog) => isConsistent && Number.parseInt(transactionHash.slice(-2), 16) % 4 === 0;
  return (chain) => ({
    ...chain,
    logs: async (filter) => {
      const logs = await chain.logs(filter);
      if (isConsistent) return logs.filter((log) => !isForgotten(log));
      return random() < 0.4 ? logs.slice(0, -1) : logs;
    },
    receipts: async (header) => {
      const receipts = await chain.receipts(header);
      return receipts.map((receipt) => receipt && { ...receipt, logs: receipt.logs.filter((log) => !isForgotten(log)) });
    },
  });
}
