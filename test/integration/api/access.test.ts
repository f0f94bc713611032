/** Who may do what: every route of the contract, asked by everyone. A route that is not in the table fails the test. */
import { expect } from "chai";
import { routes } from "../../../api/lib/routes.ts";
import { AgreementId, mintId } from "#core/lib/ids.ts";
import { aProject, aProposal, anAgreement, anApi, DAY, type Member, randomHash, type TestApi } from "../../support/api.ts";
import { type OnChain, openMirror } from "../../support/on-chain.ts";

const roles = ["nobody", "outsider", "client", "developer", "arbiter", "admin"] as const;
type Role = (typeof roles)[number];
const account: Record<Exclude<Role, "nobody">, number> = { admin: 0, client: 1, developer: 2, arbiter: 3, outsider: 4 };

/** As many answers as there are roles, in their order. */
type Answers = readonly [number, number, number, number, number, number];
const anyone = (status: number): Answers => [status, status, status, status, status, status];
const members = (status: number): Answers => [401, status, status, status, status, status];
/** Of an agreement: parties, drawn arbiters and admins read it; for all others it is not there. */
const readers: Answers = [401, 404, 200, 200, 200, 200];
/** Parties get as far as the rule that their request breaks; other readers are told that it is not theirs to do. */
const partiesOnly: Answers = [401, 404, 422, 422, 403, 403];

type Request = [method: string, path: string, body?: unknown];
type Case = { answers: Answers; request: (role: Role) => Promise<Request> | Request };

describe("access to every route", function () {
  this.timeout(60_000);
  let api: TestApi;
  let mirror: OnChain;
  let people: Record<Exclude<Role, "nobody">, Member>;
  /** An agreement with money and a case whose panel the arbiter sits on. */
  let shared: { project: string; proposal: string; agreement: string; caseId: string; digest: string; amendment: string };

  const draft = async () => {
    const project = await people.client.api.projects.post(aProject(api.clock.at));
    return project.id;
  };
  const proposed = async () => {
    const project = await draft();
    return (await people.developer.api.proposals.submit(aProposal(project, api.clock.at))).id;
  };
  const note = (kind: string) => ({
    agreement: shared.agreement,
    index: 0,
    kind,
    title: "A note",
    text: `Said at ${Math.random()}.`,
    links: [],
  });
  const amendment = () => ({
    id: mintId(),
    reason: "The client wants less, and sooner.",
    reviewPeriod: 86_400,
    funded: 1,
    milestones: [{ ...aProposal(shared.project, api.clock.at).milestones[0], from: null }],
  });
  /** The one that is open; a new one once it was decided. */
  const proposedAmendment = async (): Promise<string> => {
    const agreement = AgreementId.parse(shared.agreement);
    const made = await people.developer.api.amendments.list({ agreement });
    const open = made.find(({ state }) => state === "proposed");
    if (open) return open.id;
    return (await people.developer.api.amendments.propose({ ...amendment(), agreement } as never)).id;
  };
  const deadline = () => new Date(api.clock.at.getTime() + DAY).toISOString();
  const signature = `0x${"12".repeat(65)}`;

  before(async () => {
    api = await anApi();
    mirror = await openMirror(api);
    await mirror.head(10n);
    const entries = await Promise.all(Object.entries(account).map(async ([role, index]) => [role, await api.as(index)] as const));
    people = Object.fromEntries(entries) as typeof people;
    const made = await anAgreement(api, people.client, people.developer);
    await mirror.funded(made.agreement);
    const caseId = await mirror.disputed(made.agreement, 1, [account.arbiter]);
    shared = { ...made, caseId, digest: "", amendment: "" };
    api.say.amendment.moved = 2n * 10n ** 18n;
    shared.amendment = await proposedAmendment();
    shared.digest = (await people.developer.api.documents.store({ ...note("evidence"), kind: "evidence" } as never)).digest;
  });
  after(async () => {
    await mirror?.close();
    await api?.close();
  });

  const profile = {
    handle: "",
    name: "Somebody",
    headline: "",
    bio: "",
    location: "",
    timeZone: "",
    skills: [],
    links: [],
    availableHours: 1,
  };

  const table: Record<string, Case> = {
    "session.challenge": { answers: anyone(200), request: () => ["POST", "/v1/session/challenge"] },
    "session.signIn": { answers: anyone(401), request: () => ["POST", "/v1/session", { message: "hello", signature }] },
    "session.me": { answers: anyone(200), request: () => ["GET", "/v1/session"] },
    // Last of all, because it ends the session that the others use.
    "session.signOut": { answers: anyone(204), request: () => ["DELETE", "/v1/session"] },
    "profiles.list": { answers: anyone(200), request: () => ["GET", "/v1/profiles"] },
    "profiles.get": { answers: anyone(200), request: () => ["GET", `/v1/profiles/${people.outsider.address}`] },
    "profiles.update": {
      answers: members(200),
      request: (role) => ["PUT", "/v1/profile", { ...profile, handle: `the-${role}` }],
    },
    "projects.list": { answers: anyone(200), request: () => ["GET", "/v1/projects"] },
    "projects.get": { answers: anyone(200), request: () => ["GET", `/v1/projects/${shared.project}`] },
    "projects.post": { answers: members(201), request: () => ["POST", "/v1/projects", aProject(api.clock.at)] },
    "projects.update": {
      answers: [401, 403, 200, 403, 403, 403],
      request: async () => {
        const id = await draft();
        return ["PUT", `/v1/projects/${id}`, aProject(api.clock.at, { id: id as never })];
      },
    },
    "projects.cancel": {
      answers: [401, 403, 200, 403, 403, 403],
      request: async () => ["POST", `/v1/projects/${await draft()}/cancel`],
    },
    "proposals.forProject": { answers: members(200), request: () => ["GET", `/v1/projects/${shared.project}/proposals`] },
    "proposals.mine": { answers: members(200), request: () => ["GET", "/v1/proposals"] },
    "proposals.submit": {
      answers: [401, 201, 422, 201, 201, 201],
      request: async () => ["POST", "/v1/proposals", aProposal(await draft(), api.clock.at)],
    },
    "proposals.withdraw": {
      answers: [401, 404, 403, 200, 404, 404],
      request: async () => ["POST", `/v1/proposals/${await proposed()}/withdraw`],
    },
    "proposals.decline": {
      answers: [401, 404, 200, 403, 404, 404],
      request: async () => ["POST", `/v1/proposals/${await proposed()}/decline`],
    },
    "proposals.accept": {
      answers: [401, 404, 200, 403, 404, 404],
      request: async () => ["POST", `/v1/proposals/${await proposed()}/accept`],
    },
    "agreements.mine": { answers: members(200), request: () => ["GET", "/v1/agreements"] },
    "agreements.get": { answers: anyone(200), request: () => ["GET", `/v1/agreements/${shared.agreement}`] },
    "agreements.sign": {
      answers: partiesOnly,
      request: () => ["POST", `/v1/agreements/${shared.agreement}/signature`, { signature }],
    },
    "agreements.redraw": { answers: partiesOnly, request: () => ["POST", `/v1/agreements/${shared.agreement}/redraw`] },
    "settlements.list": { answers: readers, request: () => ["GET", `/v1/agreements/${shared.agreement}/settlements`] },
    "settlements.offer": {
      answers: partiesOnly,
      request: () => [
        "POST",
        `/v1/agreements/${shared.agreement}/settlements`,
        { index: 0, developerBps: 5_000, deadline: deadline(), signature },
      ],
    },
    "amendments.list": { answers: readers, request: () => ["GET", `/v1/agreements/${shared.agreement}/amendments`] },
    "amendments.get": { answers: readers, request: () => ["GET", `/v1/amendments/${shared.amendment}`] },
    // Another one is open, so the parties get as far as that.
    "amendments.propose": {
      answers: [401, 404, 409, 409, 403, 403],
      request: () => ["POST", `/v1/agreements/${shared.agreement}/amendments`, amendment()],
    },
    "amendments.sign": {
      answers: partiesOnly,
      request: () => ["POST", `/v1/amendments/${shared.amendment}/signature`, { signature, deadline: deadline() }],
    },
    // By the other side alone; withdrawing by whoever proposed it, which is the developer.
    "amendments.decline": {
      answers: [401, 404, 200, 403, 403, 403],
      request: async () => ["POST", `/v1/amendments/${await proposedAmendment()}/decline`],
    },
    "amendments.withdraw": {
      answers: [401, 404, 403, 200, 403, 403],
      request: async () => ["POST", `/v1/amendments/${await proposedAmendment()}/withdraw`],
    },
    "documents.store": { answers: [401, 404, 403, 201, 404, 404], request: () => ["POST", "/v1/documents", note("delivery")] },
    "documents.get": { answers: readers, request: () => ["GET", `/v1/documents/${shared.digest}`] },
    "escrow.credits": { answers: members(200), request: () => ["GET", "/v1/credits"] },
    "escrow.figures": { answers: anyone(200), request: () => ["GET", "/v1/figures"] },
    "disputes.list": { answers: anyone(200), request: () => ["GET", "/v1/cases"] },
    "disputes.get": { answers: anyone(200), request: () => ["GET", `/v1/cases/${shared.caseId}`] },
    "disputes.seats": { answers: anyone(200), request: () => ["GET", "/v1/seats"] },
    "reputation.standing": { answers: anyone(200), request: () => ["GET", `/v1/reputation/${people.outsider.address}`] },
    "reputation.events": { answers: anyone(200), request: () => ["GET", `/v1/reputation/${people.outsider.address}/events`] },
    "notifications.list": { answers: members(200), request: () => ["GET", "/v1/notifications"] },
    "notifications.read": { answers: members(200), request: () => ["POST", "/v1/notifications/read", { upTo: mintId() }] },
    "chain.status": { answers: anyone(200), request: () => ["GET", "/v1/chain"] },
    "chain.position": { answers: anyone(200), request: () => ["GET", "/v1/chain/position"] },
    "chain.transaction": { answers: anyone(200), request: () => ["GET", `/v1/chain/transactions/${randomHash()}`] },
    "chain.advance": { answers: members(200), request: () => ["POST", "/v1/chain/advance", { seconds: 1 }] },
  };

  const ask = (role: Role, [method, path, body]: Request) => {
    if (role !== "nobody") return people[role].send(method, path, body);
    const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    return fetch(`${api.url}${path}`, { method, ...content });
  };

  it("has every route of the contract in the table, and no other", () => {
    expect(Object.keys(table).sort()).to.deep.equal(routes.map(({ name }) => name).sort());
  });

  const ordered = [
    ...Object.entries(table).filter(([name]) => name !== "session.signOut"),
    ["session.signOut", table["session.signOut"]!] as const,
  ];
  for (const [name, { answers, request }] of ordered) {
    it(`${name}: ${roles.map((role, index) => `${role} ${answers[index]}`).join(", ")}`, async () => {
      const got: Record<string, number> = {};
      for (const role of roles) got[role] = (await ask(role, await request(role))).status;

      expect(got).to.deep.equal(Object.fromEntries(roles.map((role, index) => [role, answers[index]])));
    });
  }
});

describe("what a reader is shown", function () {
  this.timeout(30_000);
  let api: TestApi;
  let mirror: OnChain;
  let client: Member;
  let developer: Member;
  let outsider: Member;
  before(async () => {
    api = await anApi();
    mirror = await openMirror(api);
    [client, developer, outsider] = (await Promise.all([1, 2, 4].map(api.as))) as [Member, Member, Member];
  });
  after(async () => {
    await mirror?.close();
    await api?.close();
  });

  it("shows a project's proposals to its client, and to a developer their own alone", async () => {
    const project = await client.api.projects.post(aProject(api.clock.at));
    await developer.api.proposals.submit(aProposal(project.id, api.clock.at));
    await outsider.api.proposals.submit(aProposal(project.id, api.clock.at));
    const seenBy = async (who: Member) =>
      (await who.api.proposals.forProject({ project: project.id })).items.map((each) => each.developer.address);

    expect(await seenBy(client)).to.have.members([developer.address, outsider.address]);
    expect(await seenBy(developer)).to.deep.equal([developer.address]);
    expect(await seenBy(await api.as(5))).to.deep.equal([]);
  });

  it("answers the same for an agreement that is not mine and for one that is not there", async () => {
    const { agreement } = await anAgreement(api, client, developer);
    const answerTo = async (id: string, { cookie }: { cookie: string }) => {
      const response = await fetch(`${api.url}/v1/agreements/${id}`, { headers: { cookie } });
      const { requestId: _, ...body } = (await response.json()) as Record<string, unknown>;
      return { status: response.status, body };
    };

    for (const [who, status] of [[outsider, 404] as const, [{ cookie: "" }, 401] as const]) {
      const answer = await answerTo(agreement, who);

      expect(answer.status).to.equal(status);
      expect(answer).to.deep.equal(await answerTo(randomHash(), who));
    }
  });

  it("shows anybody what the chain says of an agreement, and its words to its readers alone", async () => {
    const { agreement, project } = await anAgreement(api, client, developer);
    await mirror.funded(agreement);
    const whole = await developer.api.agreements.get({ id: agreement });

    for (const who of [outsider, { api: api.stranger() }]) {
      const bare = await who.api.agreements.get({ id: agreement });

      expect(bare).to.deep.include({ wordsWithheld: true, project: null, proposal: null, clientSignature: null });
      expect(bare.terms).to.deep.equal(whole.terms);
      expect(bare.plan.map(({ title, deliverable }) => [title, deliverable])).to.deep.equal([
        ["#1", ""],
        ["#2", ""],
      ]);
      expect(JSON.stringify(bare)).not.to.contain(project);
      expect(JSON.stringify(bare)).not.to.contain(whole.title);
    }
    expect(whole).to.deep.include({ wordsWithheld: false, project });
  });

  it("shows a case to everyone, and the words of its evidence to those who may read the agreement", async () => {
    const { agreement } = await anAgreement(api, client, developer);
    await mirror.funded(agreement);
    const caseId = await mirror.disputed(agreement, 0, [6]);
    const note = {
      agreement,
      index: 0,
      kind: "evidence" as const,
      title: "What happened",
      text: "Nothing was delivered.",
      links: [],
    };
    const { digest } = await client.api.documents.store(note as never);
    await mirror.told(caseId, client.address, digest);
    const textFor = async (who: { api: Member["api"] }) => (await who.api.disputes.get({ caseId })).evidence[0]?.text;

    expect(await textFor(developer)).to.equal("Nothing was delivered.");
    expect(await textFor(await api.as(6)), "a drawn arbiter").to.equal("Nothing was delivered.");
    expect(await textFor(outsider)).to.equal(null);
    expect(await textFor({ api: api.stranger() })).to.equal(null);
  });

  it("shows no document through a case that it was not written for", async () => {
    const mine = await anAgreement(api, client, developer);
    const secret = {
      agreement: mine.agreement,
      index: 0,
      kind: "delivery" as const,
      title: "The keys",
      text: "Between us two.",
      links: [],
    };
    const { digest } = await developer.api.documents.store(secret as never);
    const theirs = await anAgreement(api, outsider, developer);
    await mirror.funded(theirs.agreement);
    const caseId = await mirror.disputed(theirs.agreement, 0, []);
    await mirror.told(caseId, outsider.address, digest);

    const { evidence } = await outsider.api.disputes.get({ caseId });

    expect(evidence[0]).to.include({ digest, text: null, title: null });
  });

  it("marks nobody else's notifications as read", async () => {
    const { prisma } = api.deps.database;
    const [id, at] = [mintId(), new Date()];
    await prisma.notification.create({
      data: { id, address: client.address, topic: "escrow.accepted", facts: {}, href: "/", at, sourceKey: "one" },
    });

    await outsider.api.notifications.read({ upTo: id });

    expect((await prisma.notification.findUniqueOrThrow({ where: { id } })).readAt).to.equal(null);
  });
});
