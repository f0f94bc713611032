import { expect } from "chai";
import { type Lead, waitForLead } from "../../../indexer/leader.ts";
import { openLog } from "../../../indexer/log.ts";
import { openWriter } from "../../../indexer/sql.ts";
import { connectTo } from "../../../prisma/connect.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";
import { until } from "../../support/until.ts";

describe("the lead", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let stop: AbortController;

  beforeEach(async () => {
    database = await aDatabase();
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    await database.drop();
  });

  const wait = (chainId: number, onStandby: () => void = () => {}) =>
    waitForLead({
      connect: () => connectTo(database.indexerUrl, "lead"),
      chainId,
      signal: stop.signal,
      log: openLog("fatal", chainId),
      onStandby,
    });

  it("is one a chain: of two chains in one database each has its own, and who comes second waits for its own", async () => {
    const [first, other] = [(await wait(1)) as Lead, (await wait(2)) as Lead];
    let isStandby = false;
    let second: Lead | undefined;
    const waiting = wait(1, () => {
      isStandby = true;
    }).then((lead) => {
      second = lead;
    });
    await until(() => isStandby);
    const early = second;
    await other.release();
    const afterTheOther = second;

    await first.release();
    await waiting;

    expect([early, afterTheOther]).to.deep.equal([undefined, undefined]);
    const writer = openWriter(() => connectTo(database.indexerUrl, "asks"));
    expect(await writer.transact((sql) => second!.isHeld(sql))).to.equal(true);
    expect(await writer.transact((sql) => first.isHeld(sql))).to.equal(false);
    await writer.close();
    await second?.release();
  });
});
