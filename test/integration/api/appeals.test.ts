import { expect } from "chai";
import type { Case } from "#core/features/disputes.ts";
import { remind } from "../../../api/modules/notifications/index.ts";
import { type Member, anAgreement, anApi, type TestApi } from "../../support/api.ts";
import { type OnChain, openMirror } from "../../support/on-chain.ts";

describe("a case that can be appealed, as the API tells it", function () {
  this.timeout(60_000);
  let api: TestApi;
  let mirror: OnChain;
  let client: Member;
  let developer: Member;
  let arbiter: Member;
  let stranger: Member;

  before(async () => {
    api = await anApi();
    mirror = await openMirror(api);
    [client, developer, arbiter, stranger] = (await Promise.all([1, 2, 5, 9].map(api.as))) as [Member, Member, Member, Member];
    await mirror.seated(Array.from({ length: 12 }, (_, place) => 20 + place));
  });
  after(async () => {
    await mirror.close();
    await api.close();
  });

  const hours = (count: number) => new Date(api.clock.at.getTime() + count * 3_600_000);
  const ruled = async (developerBps: number, appealBy: Date, block = 1n): Promise<string> => {
    const { agreement } = await anAgreement(api, client, developer);
    await mirror.funded(agreement);
    const caseId = await mirror.disputed(agreement, 0, [5, 6, 7], "Reveal");
    await mirror.ruledFor(caseId, developerBps, appealBy, block);
    return caseId;
  };
  const asSeenBy = ({ api: of }: Member, caseId: string): Promise<Case> => of.disputes.get({ caseId: caseId as Case["caseId"] });
  const topics = async ({ api: of }: Member, caseId: string): Promise<string[]> =>
    (await of.notifications.list({ limit: 100 })).items
      .filter(({ href }) => href === `/cases/${caseId}`)
      .map(({ topic }) => topic);

  it("offers an appeal to each side that lost something, for twice the deposit and to seven arbiters", async () => {
    const caseId = await ruled(7_000, hours(30));
    const dispute = await asSeenBy(client, caseId);

    expect(dispute.period).to.equal("Appeal");
    expect(dispute.appeal).to.deep.include({ kind: "appeal", sides: ["client", "developer"], round: 2, panel: 7, price: "2" });
    expect(dispute.appeal).to.deep.include({ owners: 12, ownersNeeded: 12, until: hours(30).toISOString() });
    expect([dispute.awaiting, (await asSeenBy(stranger, caseId)).awaiting]).to.deep.equal(["appeal", null]);
    expect(dispute.rounds).to.have.length(1);
    expect(dispute.rounds[0]).to.deep.include({ round: 1, size: 3, state: "Ruled", developerBps: 7_000 });
  });

  it("offers none to whom the ruling gives everything, and asks nobody while the bench is too small for the panel", async () => {
    const all = await ruled(10_000, hours(30));
    expect((await asSeenBy(developer, all)).awaiting).to.equal(null);
    expect((await asSeenBy(client, all)).awaiting).to.equal("appeal");

    await mirror.prisma.seat.updateMany({ where: { seat: 20n }, data: { leftAt: api.clock.at } });
    const short = await asSeenBy(client, all);
    await mirror.prisma.seat.updateMany({ where: { seat: 20n }, data: { leftAt: null } });

    expect(short.appeal).to.deep.include({ owners: 11, ownersNeeded: 12 });
    expect(short.awaiting).to.equal(null);
  });

  it("says ruled when the last second to appeal has passed, without a transaction, in lists as well", async () => {
    const caseId = await ruled(7_000, hours(1));
    const inPeriod = async (period: "Appeal" | "Ruled") =>
      (await client.api.disputes.list({ limit: 100, period })).items.some((each) => each.caseId === caseId);
    expect([await inPeriod("Appeal"), await inPeriod("Ruled")]).to.deep.equal([true, false]);

    const began = api.clock.at;
    api.clock.at = new Date(hours(1).getTime() + 1_000);
    const dispute = await asSeenBy(client, caseId);
    const found = [await inPeriod("Appeal"), await inPeriod("Ruled")];
    api.clock.at = began;

    expect(dispute).to.deep.include({
      period: "Ruled",
      reason: "Median",
      developerBps: 7_000,
      appeal: null,
      awaiting: "execute",
    });
    expect(dispute.ruledAt).to.equal(hours(1).toISOString());
    expect(found).to.deep.equal([false, true]);
  });

  it("offers the other side to pay as much while evidence is heard, and nobody once both have paid", async () => {
    const caseId = await ruled(7_000, hours(30));
    await mirror.appealed(caseId, "client", client.address, hours(40));
    const open = await asSeenBy(developer, caseId);

    expect(open.appeal).to.deep.include({ kind: "match", sides: ["developer"], round: 2, panel: 7, price: "2" });
    expect([open.awaiting, (await asSeenBy(client, caseId)).awaiting]).to.deep.equal(["match", "evidence"]);
    expect([open.period, open.round, open.developerBps]).to.deep.equal(["Evidence", 2, 7_000]);

    await mirror.prisma.caseRound.updateMany({ where: { caseId, round: 2 }, data: { paidByDeveloper: stranger.address } });
    const matched = await asSeenBy(developer, caseId);
    expect(matched.appeal).to.equal(null);
    expect(matched.rounds[1]?.paidByDeveloper?.address).to.equal(stranger.address);
  });

  it("reminds who lost something a day before the ruling is final, and the other side of an appeal to pay", async () => {
    const lost = await ruled(10_000, hours(20));
    const far = await ruled(5_000, hours(30));
    const heard = await ruled(5_000, hours(30));
    await mirror.appealed(heard, "developer", developer.address, hours(10));

    await remind(api.deps);
    await remind(api.deps);

    expect(await topics(client, lost)).to.deep.equal(["reminder.appeal"]);
    expect(await topics(developer, lost)).to.deep.equal([]);
    expect(await topics(client, far)).to.deep.equal([]);
    expect(await topics(client, heard)).to.deep.equal(["reminder.match"]);
    expect(await topics(developer, heard)).to.deep.equal([]);
  });

  it("tells everybody in the case once when a ruling is final by the clock, and not from a block that may go", async () => {
    const caseId = await ruled(6_000, hours(-1), 50n);
    await mirror.head(60n, 49n);
    await remind(api.deps);
    expect(await topics(client, caseId)).to.deep.equal([]);

    await mirror.head(60n, 50n);
    await remind(api.deps);
    await mirror.prisma.case.update({
      where: { caseId },
      data: { period: "Ruled", reason: "Median", ruledAt: hours(-1) },
    });
    await remind(api.deps);

    for (const who of [client, developer, arbiter]) expect(await topics(who, caseId)).to.deep.equal(["court.ruled"]);
    expect(await topics(stranger, caseId)).to.deep.equal([]);
  });
});
