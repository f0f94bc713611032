import { expect } from "chai";
import { openRateLimiter, type Limit } from "../../../api/lib/rate-limit.ts";
import { Problem } from "#core/lib/problem.ts";
import { type Database, openDb } from "#db";
import { anApi, type TestApi } from "../../support/api.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";

// A window of a day, so that no test begins in one and ends in the next.
const limit: Limit = { name: "test", count: 100, seconds: 86_400 };

describe("a limit shared by two instances", () => {
  let database: TestDatabase;
  let opened: Database[];
  before(async () => {
    database = await aDatabase();
    opened = [openDb(database.apiUrl, { connections: 8 }), openDb(database.apiUrl, { connections: 8 })];
  });
  after(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await database?.drop();
  });

  const allowed = async (spend: (instance: number) => Promise<void>): Promise<number> => {
    const answers = await Promise.allSettled(Array.from({ length: 400 }, (_, index) => spend(index % 2)));
    for (const each of answers)
      if (each.status === "rejected") expect(each.reason).to.be.instanceOf(Problem).with.property("code", "too-many");
    return answers.filter(({ status }) => status === "fulfilled").length;
  };

  it("lets exactly a hundred of four hundred through", async () => {
    const limiters = opened.map(({ pool }) => openRateLimiter(pool));

    expect(await allowed((instance) => limiters[instance]!.spend(limit, "everybody"))).to.equal(100);
  });

  it("would let two hundred through if each counted for itself: the control of the test before", async () => {
    const limiters = opened.map(({ pool }) => openRateLimiter(pool));

    expect(await allowed(async (instance) => limiters[instance]!.spendHere(limit, "everybody"))).to.equal(200);
  });

  it("counts each caller apart, and asks Postgres no more about one who is over", async () => {
    const queries: string[] = [];
    const pool = opened[0]!.pool;
    const query = (text: string, values: unknown[]) => {
      queries.push(text);
      return pool.query(text, values);
    };
    const counting = { query } as unknown as typeof pool;
    const limiter = openRateLimiter(counting);
    const few = { ...limit, name: "few", count: 2 };

    for (let i = 0; i < 10; i++) await limiter.spend(few, "loud").catch(() => {});
    await limiter.spend(few, "quiet");

    expect(queries).to.have.lengthOf(4);
  });
});

describe("a caller over the limit", () => {
  let api: TestApi;
  before(async () => {
    api = await anApi({ scale: 0.05 });
  });
  after(async () => api?.close());

  it("is told so, and when to come again", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => fetch(`${api.url}/v1/session/challenge`, { method: "POST" })),
    );

    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).to.be.at.least(2);
    expect(Number(refused[0]!.headers.get("retry-after"))).to.be.within(1, 60);
    expect(await refused[0]!.json()).to.include({ code: "too-many" });
  });
});
