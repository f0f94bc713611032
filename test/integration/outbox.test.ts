import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { AgreementId } from "#core/lib/ids.ts";
import { type Database, openDb, type PgClient } from "#db";
import { follow, formatCursor, now, openBell, parseCursor, publish, publishMany, readSince, sweep } from "#outbox";
import { withClient } from "../../prisma/server.ts";
import { aDatabase, type TestDatabase } from "../support/postgres.ts";
import { address, effectsIn, makeRoomForEffects, numberOf, remembering, storm } from "../support/storm.ts";
import { comes, until } from "../support/until.ts";

describe("the outbox", function () {
  this.timeout(180_000);
  let database: TestDatabase;
  let db: Database;
  let stop: AbortController;
  let running: Promise<void>[];

  const start = (work: (signal: AbortSignal) => Promise<void>) => void running.push(work(stop.signal));

  beforeEach(async () => {
    database = await aDatabase();
    db = openDb(database.apiUrl);
    stop = new AbortController();
    running = [];
    await makeRoomForEffects(database);
  });

  afterEach(async () => {
    stop.abort();
    await Promise.all(running);
    await db.close();
    await database.drop();
  });

  const effectsOf = (consumer: string) => effectsIn(db, consumer);
  const remember = (consumer: string) => (signal: AbortSignal) => remembering(db, consumer, signal);

  it("tells a fact with the transaction that made it, and never one that was rolled back", async () => {
    start(remember("mirror"));

    await db.prisma.$transaction((tx) => publish(tx, "profile.updated", { address: address(1) }, "request-1"));
    await db.prisma
      .$transaction(async (tx) => {
        await publish(tx, "profile.updated", { address: address(2) });
        throw new Error("changed my mind");
      })
      .catch(() => {});
    await db.prisma.$transaction((tx) => publish(tx, "profile.updated", { address: address(3) }));
    openBell(db.pool).ring();

    await until(async () => (await effectsOf("mirror")).length === 2);
    expect(await effectsOf("mirror")).to.deep.equal([1, 3]);
    const { events } = await readSince(db, "0:0");
    expect(events.map((event) => event.requestId)).to.deep.equal(["request-1", null]);
  });

  it("loses, doubles and reorders nothing while writers overlap and connections are killed", async () => {
    const { told, heard, plain, kills } = await storm(database, db, { seed: "outbox", transactions: 480 });

    expect(kills).to.be.greaterThan(20);
    expect(told.length).to.be.greaterThan(300);
    for (const [consumer, numbers] of Object.entries(heard)) expect(numbers, consumer).to.deep.equal(told);
    // The control: a reader that trusts the sequence alone has passed events before they were there to be seen.
    expect(new Set(plain).size).to.be.lessThan(told.length);
  });

  it("waits with a chain fact until it is final, and skips one that a reorg took back", async () => {
    const indexer = openDb(database.indexerUrl);
    await moveCursor(indexer, 1n);
    start((signal) =>
      follow({
        consumer: "final",
        db,
        signal,
        when: "final",
        topics: ["escrow.accepted"],
        handler: async (event, tx) => {
          await tx.$executeRaw`insert into app.effect (consumer, number) values ('final', ${Number(event.payload.block)})`;
        },
      }),
    );

    await tell(indexer, 1);
    await tell(indexer, 2);
    await tell(indexer, 3);
    await until(async () => (await effectsOf("final")).length === 1);
    // Block 2 leaves the chain and comes back unchanged: told twice, true once. Block 3 leaves for good.
    await indexer.pool.query("delete from chain.log where block >= 2");
    await tell(indexer, 2);
    await sleep(400);
    const beforeFinal = await effectsOf("final");
    await moveCursor(indexer, 9n);
    await tell(indexer, 4);
    await until(async () => (await effectsOf("final")).includes(4));

    expect(beforeFinal).to.deep.equal([1]);
    expect(await effectsOf("final")).to.deep.equal([1, 2, 4]);
    await indexer.close();
  });

  it("puts an event aside that fails every time, and goes on with the next", async () => {
    let tries = 0;
    start((signal) =>
      follow({
        consumer: "picky",
        db,
        signal,
        tries: 3,
        topics: ["profile.updated"],
        handler: async (event, tx) => {
          await tx.$executeRaw`insert into app.effect (consumer, number) values ('picky', ${numberOf(event)})`;
          if (numberOf(event) !== 2) return;
          tries += 1;
          throw new Error("I do not like twos");
        },
      }),
    );

    for (const n of [1, 2, 3]) await publish(db.prisma, "profile.updated", { address: address(n) });
    await until(async () => (await effectsOf("picky")).includes(3));

    expect(await effectsOf("picky")).to.deep.equal([1, 3]);
    expect(tries).to.be.at.least(3);
    const { rows } = await db.pool.query("select consumer, topic, error from bus.dead_letter");
    expect(rows).to.deep.equal([{ consumer: "picky", topic: "profile.updated", error: "Error: I do not like twos" }]);
  });

  it("hands a client what it missed, and tells it when that is no longer there", async () => {
    const ago = await now(db);
    await publishMany(
      db.pool,
      [1, 2, 3].map((n) => ({ topic: "profile.updated", payload: { address: address(n) } })),
    );

    const first = await readSince(db, ago, 2);
    const second = await readSince(db, first.cursor);
    await db.pool.query("insert into bus.consumer (name) values ('slow')");
    const whileUnheard = await sweep(db, { keepMs: 0 });
    await db.pool.query("delete from bus.consumer");
    const afterwards = await sweep(db, { keepMs: 0 });
    const late = await readSince(db, first.cursor);
    const after = await readSince(db, second.cursor);
    const nonsense = await readSince(db, "9223372036854775807:1");

    expect([...first.events, ...second.events].map(numberOf)).to.deep.equal([1, 2, 3]);
    expect([whileUnheard, afterwards]).to.deep.equal([0, 3]);
    expect({ late: late.gap, after: after.gap, nonsense: nonsense.gap }).to.deep.equal({
      late: true,
      after: false,
      nonsense: true,
    });
  });

  it("goes on when a process froze in the middle of a transaction", async () => {
    start(remember("patient"));
    const frozen = await db.pool.connect();
    frozen.on("error", () => {});
    await frozen.query("begin");
    await publish(frozen, "profile.updated", { address: address(1) });

    await publish(db.prisma, "profile.updated", { address: address(2) });

    await until(async () => (await effectsOf("patient")).length > 0);
    expect(await effectsOf("patient")).to.deep.equal([2]);
    frozen.release(true);
  });

  it("is held up by a transaction that nobody ends: the control", async () => {
    start(remember("patient"));
    await withClient(database.apiUrl, async (frozen) => {
      await frozen.query("begin");
      await publish(frozen, "profile.updated", { address: address(1) });
      await publish(db.prisma, "profile.updated", { address: address(2) });

      expect(await comes(async () => (await effectsOf("patient")).length > 0, 8_000)).to.equal(false);
    });
  });

  it("knows a cursor from other text", () => {
    expect(formatCursor(parseCursor("12:7") ?? { xid: 0n, seq: 0n })).to.equal("12:7");
    for (const text of ["", "1", "1:", "-1:2", "1:2:3", "1:0x2", "9999999999999999999:1", "1:' or 1=1"]) {
      expect(parseCursor(text), text).to.equal(undefined);
    }
  });
});

const hash = (n: number) => `0x${n.toString(16).padStart(64, "0")}` as const;

async function tell(indexer: Database, block: number): Promise<void> {
  const client: PgClient = indexer.client();
  await client.connect();
  await client.query("begin");
  await client.query(
    `insert into chain.log (chain_id, block, block_hash, tx_hash, log_index, at, contract, name, args)
     values (31337, $1, $2, $3, 0, now(), '', 'Accepted', '{}')`,
    [block, hash(block), `0x${randomBytes(32).toString("hex")}`],
  );
  await publish(client, "escrow.accepted", {
    chainId: 31337,
    block: block.toString(),
    blockHash: hash(block),
    txHash: hash(block),
    logIndex: 0,
    at: new Date().toISOString(),
    client: address(1),
    developer: address(2),
    agreement: AgreementId.parse(hash(7)),
  });
  await client.query("commit");
  await client.end();
}

async function moveCursor(indexer: Database, final: bigint): Promise<void> {
  await indexer.pool.query(
    `insert into chain.cursor (chain_id, block, hash, at, final, genesis_hash, deployment)
     values (31337, 100, '', now(), $1, '', '') on conflict (chain_id) do update set final = excluded.final`,
    [final],
  );
}
