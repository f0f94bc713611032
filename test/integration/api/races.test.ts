/** Twice, at once, again, or with more than was asked for: each effect happens once and says what it was asked. */
import { expect } from "chai";
import { ORPCError } from "@orpc/client";
import { verifyTypedData } from "viem";
import { agreementId, termsTypedData, unpackConfig } from "#core/chain/terms.ts";
import { digestOf } from "#core/features/documents.ts";
import { AgreementId, mintId, ProposalId } from "#core/lib/ids.ts";
import { termsFrom } from "../../../scripts/lib/terms.ts";
import { aProject, aProposal, anAgreement, anApi, DAY, type Member, type TestApi } from "../../support/api.ts";
import { type OnChain, openMirror } from "../../support/on-chain.ts";

const codeOf = (error: unknown): string => (error instanceof ORPCError ? String(error.code) : String(error));
const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((each) => (each.status === "fulfilled" ? "ok" : codeOf(each.reason))).sort();
const refusal = async (work: Promise<unknown>) =>
  codeOf(
    await work.then(
      () => "nothing",
      (error: unknown) => error,
    ),
  );

describe("one effect, however often it is asked for", function () {
  this.timeout(60_000);
  let api: TestApi;
  let mirror: OnChain;
  let client: Member;
  let developer: Member;
  before(async () => {
    api = await anApi();
    mirror = await openMirror(api);
    await mirror.head(10n);
    [client, developer] = (await Promise.all([1, 2].map(api.as))) as [Member, Member];
  });
  after(async () => {
    await mirror?.close();
    await api?.close();
  });

  const posted = async () => (await client.api.projects.post(aProject(api.clock.at))).id;
  const toldAbout = (topic: string, id: string) =>
    api.deps.database.pool.query("select request_id from bus.outbox where topic = $1 and payload::text like $2", [
      topic,
      `%${id}%`,
    ]);

  it("contracts a project once, though twenty proposals are accepted at the same moment", async () => {
    const project = await posted();
    const developers = await Promise.all(Array.from({ length: 20 }, (_, index) => api.as(10 + index)));
    const proposals = await Promise.all(developers.map((each) => each.api.proposals.submit(aProposal(project, api.clock.at))));

    const results = await Promise.allSettled(proposals.map(({ id }) => client.api.proposals.accept({ id })));

    expect(codes(results)).to.deep.equal(["ok", ...Array<string>(19).fill("stale-write")]);
    const { prisma } = api.deps.database;
    expect(await prisma.agreement.count({ where: { projectId: project } })).to.equal(1);
    expect(await prisma.proposal.count({ where: { projectId: project, state: "accepted" } })).to.equal(1);
    expect((await client.api.projects.get({ id: project })).state).to.equal("contracted");
    expect((await toldAbout("proposal.accepted", project)).rowCount).to.equal(1);
  });

  it("would contract it many times if it read first and wrote then: the control of the test before", async () => {
    const { pool } = api.deps.database;
    const project = await posted();
    const naive = async () => {
      const { rows } = await pool.query("select state from app.project where id = $1", [project]);
      if (rows[0].state !== "open") return "stale-write";
      await pool.query("update app.project set state = 'contracted' where id = $1", [project]);
      return "ok";
    };

    const results = await Promise.all(Array.from({ length: 20 }, naive));

    expect(results.filter((each) => each === "ok").length).to.be.above(1);
  });

  it("gives twenty tabs that accept the same proposal the same agreement", async () => {
    const project = await posted();
    const { id } = await developer.api.proposals.submit(aProposal(project, api.clock.at));

    const answers = await Promise.all(Array.from({ length: 20 }, () => client.api.proposals.accept({ id })));

    expect(new Set(answers.map(({ agreement }) => agreement)).size).to.equal(1);
    expect(await api.deps.database.prisma.agreement.count({ where: { proposalId: id } })).to.equal(1);
  });

  it("lets a proposal be either accepted or withdrawn when both come at once", async () => {
    const project = await posted();
    const { id } = await developer.api.proposals.submit(aProposal(project, api.clock.at));

    const results = await Promise.allSettled([client.api.proposals.accept({ id }), developer.api.proposals.withdraw({ id })]);

    expect(codes(results)).to.deep.equal(["ok", "stale-write"]);
  });

  it("draws up what both saw: the words by their digest, the fee in force, an id that anyone can compute", async () => {
    const { project, proposal, agreement } = await anAgreement(api, client, developer);
    const drawn = await developer.api.agreements.get({ id: agreement });
    const { content } = await developer.api.documents.get({ digest: drawn.terms.brief });
    const { deployment } = api.deps.settings;

    expect(digestOf(JSON.parse(content))).to.equal(drawn.terms.brief);
    expect(JSON.parse(content)).to.include({ project, proposal, client: client.address, developer: developer.address });
    expect(agreementId(termsFrom(drawn.terms), { chainId: 31_337, escrow: deployment.escrow })).to.equal(agreement);
    expect(unpackConfig(BigInt(drawn.terms.config))).to.include({ feeBps: 100, reviewPeriod: 3 * 86_400 });
    expect(Date.parse(drawn.signBy)).to.equal(api.clock.at.getTime() + 14 * DAY);
  });

  it("makes one project, proposal and document of many equal posts, and refuses other words under the same id", async () => {
    const project = aProject(api.clock.at);
    const proposal = aProposal(project.id, api.clock.at);
    const ten = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 10 }, work));

    await ten(() => client.api.projects.post(project));
    await ten(() => developer.api.proposals.submit(proposal));

    expect((await toldAbout("project.posted", project.id)).rowCount).to.equal(1);
    expect((await toldAbout("proposal.submitted", proposal.id)).rowCount).to.equal(1);
    expect(await refusal(client.api.projects.post({ ...project, title: "Another title altogether" }))).to.equal("conflict");
    expect(await refusal(developer.api.projects.post(project)), "the same words by somebody else").to.equal("conflict");
    expect(await refusal(developer.api.proposals.submit({ ...proposal, reviewPeriod: 86_400 }))).to.equal("conflict");

    const { agreement } = await client.api.proposals.accept({ id: proposal.id });
    const note = { agreement, index: 0, kind: "delivery" as const, title: "All of it", text: "Here.", links: [] };
    const stored = await ten(() => developer.api.documents.store(note));
    expect(new Set(stored.map((each) => JSON.stringify(each))).size).to.equal(1);
  });

  it("takes one open proposal a developer and project", async () => {
    const project = await posted();

    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => developer.api.proposals.submit(aProposal(project, api.clock.at))),
    );

    expect(codes(results)).to.deep.equal(["ok", "rule-broken", "rule-broken", "rule-broken", "rule-broken"]);
  });

  it("carries the request's id into the outbox", async () => {
    const project = aProject(api.clock.at);

    await client.send("POST", "/v1/projects", project, { "x-request-id": "test-7f3a-request" });

    expect((await toldAbout("project.posted", project.id)).rows).to.deep.equal([{ request_id: "test-7f3a-request" }]);
  });

  it("changes nothing that it was not asked to: fields beside the schema are dropped", async () => {
    const project = aProject(api.clock.at);
    const extra = {
      state: "completed",
      client: developer.address,
      createdAt: "2020-01-01T00:00:00.000Z",
      proposals: 99,
      agreement: "0x",
      role: "admin",
      updatedAt: null,
    };
    await client.send("POST", "/v1/projects", { ...project, ...extra });
    await client.send("PUT", "/v1/profile", {
      handle: "a-client",
      name: "Client",
      headline: "",
      bio: "",
      location: "",
      timeZone: "",
      skills: [],
      links: [],
      availableHours: 3,
      role: "admin",
      address: developer.address,
      joinedAt: "2000-01-01T00:00:00.000Z",
      standing: { experience: "1000000" },
    });

    expect(await client.api.projects.get({ id: project.id })).to.deep.include({
      state: "open",
      createdAt: api.clock.at.toISOString(),
      proposals: 0,
    });
    expect((await client.api.projects.get({ id: project.id })).client.address).to.equal(client.address);
    expect((await client.api.session.me())?.role).to.equal("member");
    expect((await client.api.profiles.get({ who: client.address })).standing.experience).to.equal("0");
    expect((await developer.api.profiles.get({ who: developer.address })).handle).to.not.equal("a-client");
  });

  it("does not let a body speak of another thing than its address", async () => {
    const [one, other] = [await posted(), await posted()];

    const response = await client.send(
      "PUT",
      `/v1/projects/${one}`,
      aProject(api.clock.at, { id: other as never, title: "Which of the two?" }),
    );

    expect(response.status).to.equal(400);
    expect((await client.api.projects.get({ id: other })).title).to.not.equal("Which of the two?");
  });

  describe("signing", () => {
    it("keeps a signature that the contract will take, and no other", async () => {
      const { agreement } = await anAgreement(api, client, developer);
      const terms = termsFrom((await client.api.agreements.get({ id: agreement })).terms);
      const data = termsTypedData(terms, { chainId: 31_337, escrow: api.deps.settings.deployment.escrow });
      const mine = await client.account.signTypedData(data);

      const elsewhere = await client.account.signTypedData(
        termsTypedData(terms, { chainId: 1, escrow: api.deps.settings.deployment.escrow }),
      );
      expect(await refusal(client.api.agreements.sign({ id: agreement, signature: elsewhere }))).to.equal("bad-signature");
      expect(await refusal(developer.api.agreements.sign({ id: agreement, signature: mine })), "somebody else's").to.equal(
        "bad-signature",
      );
      const signed = await client.api.agreements.sign({ id: agreement, signature: mine });

      expect(signed.state).to.equal("signing");
      expect(
        await verifyTypedData({ ...data, address: client.account.address, signature: signed.clientSignature ?? "0x" }),
      ).to.equal(true);
    });

    it("draws the same agreement up again when the fee has changed, once, and takes no signature for the old one", async () => {
      const { agreement } = await anAgreement(api, client, developer);
      expect(await refusal(client.api.agreements.redraw({ id: agreement }))).to.equal("rule-broken");
      api.say.feeBps = 200;

      const answers = await Promise.allSettled([
        client.api.agreements.redraw({ id: agreement }),
        developer.api.agreements.redraw({ id: agreement }),
      ]);
      const again = await client.api.agreements.redraw({ id: agreement });
      api.say.feeBps = 100;

      expect(codes(answers)).to.include("ok");
      expect(await api.deps.database.prisma.agreement.count({ where: { proposalId: again.proposal ?? "" } })).to.equal(2);
      expect(again.id).to.not.equal(agreement);
      expect(again.feeBps).to.equal(200);
      const before = (await client.api.agreements.get({ id: agreement })).terms;
      expect(again.terms).to.deep.include({ brief: before.brief, milestones: before.milestones });
      const stale = await client.account.signTypedData(
        termsTypedData(termsFrom(before), { chainId: 31_337, escrow: api.deps.settings.deployment.escrow }),
      );
      expect(await refusal(client.api.agreements.sign({ id: agreement, signature: stale }))).to.equal("stale-write");
      const listed = (await client.api.agreements.mine({ limit: 100 })).items.map(({ id }) => id);
      expect(listed).to.include(again.id).and.not.include(agreement);
    });

    it("takes a settlement signed over what the contract says now, and shows it until it ends", async () => {
      const { agreement } = await anAgreement(api, client, developer);
      await mirror.funded(agreement, { states: ["Submitted", "Released"], clock: api.clock.at });
      const signature = await developer.account.sign({ hash: api.say.digest });
      const offer = {
        agreement: AgreementId.parse(agreement),
        index: 0,
        developerBps: 7_000,
        deadline: new Date(api.clock.at.getTime() + DAY).toISOString(),
        signature,
      };

      await developer.api.settlements.offer(offer);

      expect(await refusal(client.api.settlements.offer(offer)), "with the other side's signature").to.equal("bad-signature");
      expect(await refusal(developer.api.settlements.offer({ ...offer, index: 1 })), "of a closed milestone").to.equal(
        "rule-broken",
      );
      expect((await client.api.settlements.list({ agreement: offer.agreement })).map(({ by }) => by)).to.deep.equal([
        developer.address,
      ]);
      api.clock.at = new Date(api.clock.at.getTime() + 2 * DAY);
      expect(await client.api.settlements.list({ agreement: offer.agreement })).to.deep.equal([]);
    });
  });

  it("pages through everything once, also when more is posted meanwhile", async () => {
    const own = await api.as(30);
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) ids.push((await own.api.projects.post(aProject(api.clock.at))).id);
    const seen: string[] = [];

    for (let after: string | undefined; ; ) {
      const page = await own.api.projects.list({ client: own.address, limit: 3, ...(after ? { after } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      if (after === undefined) await own.api.projects.post(aProject(new Date(api.clock.at.getTime() + 1_000)));
      if (page.next === null) break;
      after = page.next;
    }

    expect([...seen].sort()).to.deep.equal([...ids].sort());
  });

  it("lists an agreement that was made on chain without us, with what is known of it", async () => {
    const { agreement } = await anAgreement(api, client, developer);
    await mirror.funded(agreement, { accepted: false });
    const { prisma } = api.deps.database;
    await prisma.agreement.delete({ where: { id: agreement } });

    const found = await developer.api.agreements.get({ id: agreement });

    expect(found).to.deep.include({ state: "offered", awaiting: "accept", project: null, proposal: null, clientSignature: null });
    expect(agreementId(termsFrom(found.terms), { chainId: 31_337, escrow: api.deps.settings.deployment.escrow })).to.equal(
      agreement,
    );
    expect((await developer.api.agreements.mine({ limit: 100, state: "offered" })).items.map(({ id }) => id)).to.include(
      agreement,
    );
  });

  it("says that nobody's proposal is there rather than whose it is", async () => {
    expect(await refusal(client.api.proposals.accept({ id: ProposalId.parse(mintId()) }))).to.equal("not-found");
  });
});
