import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Hex } from "viem";
import { AgreementState, type Agreement, MilestoneState } from "#core/features/agreements.ts";
import { type Case, CasePeriod } from "#core/features/disputes.ts";
import { TestAccount } from "#core/features/chain.ts";
import { type Actor, actorIn } from "../../scripts/lib/actor.ts";
import { type Hall, openHall } from "../../scripts/lib/hall.ts";
import { Complaint } from "../../scripts/local/complaint.ts";
import { people, personOf } from "../../scripts/seed/people.ts";
import { seed } from "../../scripts/seed/seed.ts";
import { aStack, type TestStack } from "../support/stack.ts";
import { until } from "../support/until.ts";

const DAY = 86_400_000;

describe("the seeded world", function () {
  this.timeout(300_000);
  let stack: TestStack;
  let hall: Hall;
  let accounts: TestAccount[];
  let agreements: Agreement[];
  let cases: Case[];

  before(async () => {
    stack = await aStack({ services: ["indexer", "api"] });
    const { apiUrl, deployment, chain } = stack;
    const place = { apiUrl, rpcUrl: chain.rpcUrl, deployment };
    const testAccountsFile = join(mkdtempSync(join(tmpdir(), "guildhall-seed-")), "accounts.json");
    hall = openHall(place);

    await seed({ ...place, testAccountsFile });

    accounts = TestAccount.array().parse(JSON.parse(readFileSync(testAccountsFile, "utf8")));
    await until(async () => (await hall.api.chain.status()).head.block === String(await hall.chain.getBlockNumber()));
    agreements = await allAgreements();
    const { items } = await hall.api.disputes.list({ limit: 100 });
    cases = await Promise.all(items.map(({ caseId }) => hall.api.disputes.get({ caseId })));
  });
  after(() => stack.stop());

  const person = (handle: string): Actor => actorIn(hall, personOf(handle).index);

  async function allAgreements(): Promise<Agreement[]> {
    const clients = people.filter(({ role }) => role === "client");
    const found = await Promise.all(
      clients.map(async ({ handle }) => {
        const { api, signIn } = person(handle);
        await signIn();
        const { items } = await api.agreements.mine({ limit: 100, side: "client" });
        return Promise.all(items.map(({ id }) => api.agreements.get({ id })));
      }),
    );
    return found.flat();
  }

  it("shows every state that an agreement, a milestone and a case can have", () => {
    const states = new Set(agreements.map(({ state }) => state));
    const milestones = new Set(agreements.flatMap(({ plan }) => plan.map(({ state }) => state)));
    const periods = new Set(cases.map(({ period }) => period));

    expect([...states]).to.have.members(AgreementState.options);
    expect([...milestones]).to.have.members(MilestoneState.options);
    expect([...periods]).to.have.members(CasePeriod.options);
    // Thirty stories came to one, and one of them to another in its place.
    expect(agreements).to.have.length(31);
  });

  it("shows what waits for anybody, changes asked for, and a part that was paid", async () => {
    const now = Date.parse((await hall.api.chain.status()).now);
    const plan = agreements.flatMap((agreement) => agreement.plan);
    const waiting = (state: string) =>
      plan.filter((each) => each.state === state && each.anyoneFrom && Date.parse(each.anyoneFrom) <= now);

    expect(waiting("Submitted")).to.have.length.at.least(1);
    expect(waiting("Funded")).to.have.length.at.least(1);
    expect(plan.filter(({ state, changesRequested }) => state === "Funded" && changesRequested > 0)).to.have.length.at.least(1);
    expect(plan.filter(({ state, toDeveloper }) => state === "Funded" && toDeveloper !== "0")).to.have.length.at.least(1);
  });

  it("shows rulings by median, by silence and without a quorum", () => {
    const reasons = cases.flatMap(({ reason }) => (reason ? [reason] : []));

    expect(new Set(reasons)).to.deep.equal(new Set(["Median", "Unanswered", "NoQuorum"]));
    expect(cases.flatMap(({ panel }) => panel).filter(({ slashed }) => slashed !== "0")).to.have.length.at.least(1);
  });

  it("has twenty-nine people, forty projects and the better part of three months", async () => {
    const { people: souls, seats } = await hall.api.escrow.figures();
    const { items: projects } = await hall.api.projects.list({ limit: 100 });
    const { items: profiles } = await hall.api.profiles.list({ limit: 100 });
    const days = projects.map(({ createdAt }) => Math.floor((Date.now() - Date.parse(createdAt)) / DAY));

    expect([souls, seats, projects.length, profiles.length]).to.deep.equal([29, 28, 40, 29]);
    expect(Math.max(...days)).to.be.within(80, 90);
    expect(Math.min(...days)).to.be.within(0, 2);
    for (const month of [0, 30, 60]) expect(days.filter((day) => day >= month && day < month + 30).length).to.be.at.least(8);
  });

  it("leaves the chain's clock at the present second", async () => {
    const { timestamp } = await hall.chain.getBlock({ blockTag: "pending" });

    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).to.be.at.most(2);
  });

  it("says of each test account what the lot made of it", () => {
    const purposeOf = (address: string) => accounts.find((account) => account.address === address)?.purpose ?? "";
    const sitting = (period: string) =>
      cases
        .filter((each) => each.period === period)
        .flatMap(({ panel, round }) => panel.filter((member) => member.round === round));

    for (const { arbiter, hasCommitted } of sitting("Commit"))
      expect(purposeOf(arbiter.address)).to.contain(hasCommitted ? "has committed" : "still has to commit");
    for (const { arbiter, vote } of sitting("Reveal"))
      expect(purposeOf(arbiter.address)).to.contain(vote === null ? "still has to reveal" : "has revealed");
    expect(accounts).to.have.length(people.length);
  });

  it("lets an arbiter reveal from another browser, with the wallet alone", async () => {
    const open = cases.find(({ period }) => period === "Reveal");
    const member = open?.panel.find(({ vote }) => vote === null);
    const arbiter = actorIn(hall, people.find(({ handle }) => handle === member?.arbiter.handle)?.index ?? -1);
    const place = { caseId: (open?.caseId ?? "0x") as Hex, round: 1n, seat: BigInt(member?.seat ?? 0), arbiter: arbiter.address };

    const salt = await arbiter.saltFor(place);
    // What an arbiter voted is in the stories alone; the salt must open one of their votes.
    const votes = [6_000n, 7_000n, 6_500n];
    const opened = await Promise.all(
      votes.map((vote) =>
        arbiter.court("reveal", [place.caseId, place.seat, vote, salt]).then(
          () => true,
          () => false,
        ),
      ),
    );

    expect(opened.filter(Boolean)).to.have.length(1);
  });

  it("is seeded once", async () => {
    const { apiUrl, deployment, chain } = stack;

    const failure = await seed({ apiUrl, rpcUrl: chain.rpcUrl, deployment }).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(Complaint);
  });
});
