/** What the worker makes of what happened: told once, whatever is told twice; money facts only when they are final. */
import { expect } from "chai";
import { followForNotices, remind } from "../../../api/modules/notifications/index.ts";
import { followForProjects } from "../../../api/modules/projects/index.ts";
import { AgreementId } from "#core/lib/ids.ts";
import { Wei } from "#core/lib/money.ts";
import { anAgreement, anApi, DAY, type Member, type TestApi } from "../../support/api.ts";
import { type OnChain, openMirror } from "../../support/on-chain.ts";
import { until } from "../../support/until.ts";

describe("reactions", function () {
  this.timeout(60_000);
  let api: TestApi;
  let mirror: OnChain;
  let client: Member;
  let developer: Member;
  let ending: AbortController;
  let working: Promise<unknown>;

  const work = () => {
    const { database, clock, log } = api.deps;
    ending = new AbortController();
    const common = { database, clock, log, signal: ending.signal };
    working = Promise.all([followForNotices(common), followForProjects(common)]);
  };
  const rest = async () => {
    ending.abort();
    await working;
  };
  before(async () => {
    api = await anApi();
    mirror = await openMirror(api);
    await mirror.head(100n, 50n);
    [client, developer] = (await Promise.all([1, 2].map(api.as))) as [Member, Member];
    work();
  });
  after(async () => {
    await rest();
    await mirror?.close();
    await api?.close();
  });

  const topicsOf = async (who: Member) => (await who.api.notifications.list({ limit: 100 })).items.map(({ topic }) => topic);
  /** Everything that was told before is handled: the last word is an event of its own that we wait for. */
  const settled = async () => {
    const { pool } = api.deps.database;
    const { rows } = await pool.query<{ seq: string }>(
      "select coalesce(max(seq), 0)::text as seq from bus.outbox where topic not in ('notification.added')",
    );
    const consumers = ["notifications", "notifications-final", "projects"];
    await until(async () => {
      const { rows: places } = await pool.query<{ seq: string }>("select seq::text from bus.consumer where name = any($1)", [
        consumers,
      ]);
      return places.length === 3 && places.every(({ seq }) => BigInt(seq) >= BigInt(rows[0]?.seq ?? 0));
    });
  };
  const parties = () => ({ client: client.address, developer: developer.address });
  const released = (agreement: string, index: number) => ({
    ...parties(),
    agreement: AgreementId.parse(agreement),
    index,
    amount: Wei.parse("2000000000000000000"),
    fee: Wei.parse("20000000000000000"),
    remaining: Wei.parse("0"),
  });

  it("tells the other side, by name and title, and says that something is new", async () => {
    await developer.api.profiles.update({
      handle: "dana",
      name: "Dana Developer",
      headline: "",
      bio: "",
      location: "",
      timeZone: "",
      skills: [],
      links: [],
      availableHours: 0,
    });
    const { project } = await anAgreement(api, client, developer);
    await settled();

    const { items, unread } = await client.api.notifications.list({});

    const note = items.find(({ topic, href }) => topic === "proposal.submitted" && href === `/projects/${project}`);
    expect(note?.facts).to.deep.equal({ title: "A booking page for a pottery studio", by: "Dana Developer" });
    expect(unread).to.be.above(0);
    expect(await topicsOf(developer)).to.include("proposal.accepted");
    await client.api.notifications.read({ upTo: items[0]?.id ?? "" });
    expect((await client.api.notifications.list({})).unread).to.equal(0);
  });

  it("tells once what the bus tells again after a crash", async () => {
    await settled();
    const before = await topicsOf(developer);
    await rest();
    await api.deps.database.pool.query("update bus.consumer set xid = '0', seq = 0");

    work();
    await settled();

    expect(await topicsOf(developer)).to.deep.equal(before);
  });

  it("speaks of money only when no reorg can take it back, and then of what was received", async () => {
    const { agreement } = await anAgreement(api, client, developer);
    await mirror.funded(agreement);
    const href = `/agreements/${agreement}`;
    const told = async () =>
      (await developer.api.notifications.list({ limit: 100 })).items.filter(
        (each) => each.topic === "escrow.released" && each.href === href,
      );
    await mirror.tell("escrow.released", 60n, released(agreement, 0));
    await mirror.tell("escrow.submitted", 60n + 1n, {
      ...parties(),
      agreement: AgreementId.parse(agreement),
      index: 1,
      digest: `0x${"1".repeat(64)}`,
    });
    await until(async () =>
      (await client.api.notifications.list({ limit: 100 })).items.some(
        (each) => each.topic === "escrow.submitted" && each.href === href,
      ),
    );
    expect(await told()).to.deep.equal([]);

    await mirror.head(100n, 70n);
    await until(async () => (await told()).length === 1);

    expect((await told())[0]?.facts).to.include({ amount: "1980000000000000000", milestone: "A page to click through" });
  });

  it("says nothing of a release that a reorg took back", async () => {
    const { agreement } = await anAgreement(api, client, developer);
    await mirror.funded(agreement);
    const { txHash } = await mirror.tell("escrow.released", 80n, released(agreement, 0));
    await mirror.prisma.log.deleteMany({ where: { txHash } });
    await mirror.tell("escrow.released", 81n, released(agreement, 1));

    await mirror.head(100n, 90n);
    await settled();

    const notes = (await developer.api.notifications.list({ limit: 100 })).items.filter(
      (each) => each.href === `/agreements/${agreement}` && each.topic === "escrow.released",
    );
    expect(notes.map(({ facts }) => facts["milestone"])).to.deep.equal(["Open for bookings"]);
  });

  it("completes a project when its last milestone is closed for good, and not before", async () => {
    const { project, agreement } = await anAgreement(api, client, developer);
    await mirror.funded(agreement, { states: ["Released", "Submitted"] });
    const stateOf = async () => (await client.api.projects.get({ id: project })).state;
    await mirror.tell("escrow.released", 91n, released(agreement, 0));
    await mirror.head(100n, 92n);
    await settled();
    expect(await stateOf()).to.equal("contracted");

    await mirror.prisma.milestone.update({
      where: { agreementId_index: { agreementId: agreement, index: 1 } },
      data: { state: "Released" },
    });
    await mirror.tell("escrow.released", 93n, released(agreement, 1));
    await mirror.head(100n, 94n);
    await until(async () => (await stateOf()) === "completed");

    const { rowCount } = await api.deps.database.pool.query(
      "select from bus.outbox where topic = 'project.updated' and payload->>'project' = $1",
      [project],
    );
    expect(rowCount, "contracted, completed").to.equal(2);
  });

  it("reminds whoever loses by a period's end a day before it, once", async () => {
    const { agreement } = await anAgreement(api, client, developer);
    const now = api.clock.at;
    await mirror.funded(agreement, { states: ["Submitted", "Funded"], clock: new Date(now.getTime() - 2.5 * DAY) });
    const caseId = await mirror.disputed((await inCourt()).agreement, 0, [5, 6]);
    await mirror.prisma.case.update({ where: { caseId }, data: { commitBy: new Date(now.getTime() + DAY / 2) } });
    const [arbiter, silent] = (await Promise.all([5, 6].map(api.as))) as [Member, Member];
    await mirror.prisma.panelMember.updateMany({
      where: { caseId, arbiter: arbiter.address },
      data: { commitment: `0x${"7".repeat(64)}` },
    });

    await remind(api.deps);
    await remind(api.deps);

    const reviews = (await client.api.notifications.list({ limit: 100 })).items.filter(
      (each) => each.topic === "reminder.review",
    );
    expect(reviews.map(({ facts }) => facts["until"])).to.deep.equal([new Date(now.getTime() + DAY / 2).toISOString()]);
    expect(await topicsOf(silent)).to.deep.equal(["reminder.commit"]);
    expect(await topicsOf(arbiter), "has committed already").to.not.include("reminder.commit");
  });

  const inCourt = async () => {
    const made = await anAgreement(api, client, developer);
    await mirror.funded(made.agreement);
    return made;
  };
});
