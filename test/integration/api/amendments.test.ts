/** Another plan for an agreement: what each side may do, what is told, and what two who act at once leave behind. */
import { expect } from "chai";
import { ORPCError } from "@orpc/client";
import { amendmentTypedData, unpackConfig } from "#core/chain/terms.ts";
import type { Amendment } from "#core/features/amendments.ts";
import { digestOf } from "#core/features/documents.ts";
import { AgreementId, AmendmentId, mintId } from "#core/lib/ids.ts";
import { Wei } from "#core/lib/money.ts";
import { anAgreement, anApi, aProject, aProposal, DAY, type Member, randomHash, type TestApi } from "../../support/api.ts";
import { type OnChain, openMirror } from "../../support/on-chain.ts";

const ETHER = 10n ** 18n;
const codeOf = (error: unknown): string => (error instanceof ORPCError ? String(error.code) : String(error));
const refusal = (work: Promise<unknown>) => work.then(() => "nothing", codeOf);
const outcomes = async (works: Promise<unknown>[]) => (await Promise.all(works.map(refusal))).sort();

describe("an amendment", function () {
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
  beforeEach(() => {
    api.say.amendment = { word: 21n, moved: 5n * ETHER };
  });
  after(async () => {
    await mirror?.close();
    await api?.close();
  });

  /** Two milestones, two and three ether, both funded and bound. */
  const active = async (options: Parameters<OnChain["funded"]>[1] = {}) => {
    const { agreement } = await anAgreement(api, client, developer);
    await mirror.funded(agreement, options);
    return agreement;
  };
  const another = (agreement: string, change: Partial<ReturnType<typeof words>> = {}) => ({ ...words(agreement), ...change });
  const words = (agreement: string) => ({
    id: AmendmentId.parse(mintId(api.clock.at.getTime())),
    agreement: AgreementId.parse(agreement),
    reason: "The studio wants vouchers too, and opens two weeks later.",
    reviewPeriod: 3 * 86_400,
    funded: 2,
    milestones: [step("A page to click through", 2n * ETHER, 14, 0), step("Vouchers", 4n * ETHER, 40, null)],
  });
  const step = (title: string, amount: bigint, days: number, from: number | null) => ({
    title,
    deliverable: "Every step of a booking, without payment.",
    amount: Wei.parse(amount.toString()),
    due: new Date(api.clock.at.getTime() + days * DAY).toISOString(),
    from,
  });
  const signatureOf = (who: Member, { agreement, next, word, moved, funded, deadline, chainId, escrow }: Amendment) =>
    who.account.signTypedData(
      amendmentTypedData(
        {
          agreement,
          next,
          word: BigInt(word),
          moved: BigInt(moved),
          funded: BigInt(funded),
          deadline: BigInt(Date.parse(deadline) / 1000),
        },
        { chainId, escrow },
      ),
    );
  const sign = async (who: Member, amendment: Amendment) =>
    who.api.amendments.sign({
      id: amendment.id,
      deadline: amendment.deadline,
      signature: await signatureOf(who, amendment),
    });
  const toldAbout = async (id: string) => {
    const { rows } = await api.deps.database.pool.query<{ topic: string }>(
      "select topic from bus.outbox where payload ->> 'amendment' = $1 order by xid, seq",
      [id],
    );
    return rows.map(({ topic }) => topic);
  };

  it("says in the same words to both what changes and what the money does", async () => {
    const agreement = await active();

    const proposed = await developer.api.amendments.propose(another(agreement));
    const seen = await client.api.amendments.get({ id: proposed.id });

    expect(seen).to.deep.equal(proposed);
    expect(seen.state).to.equal("proposed");
    expect(seen.changes.map((each) => each.kind)).to.deep.equal(["continued", "added", "removed"]);
    expect(seen.money).to.deep.equal({
      moved: `${5n * ETHER}`,
      needed: `${6n * ETHER}`,
      added: `${ETHER}`,
      returned: "0",
    });
    expect(seen.terms).to.include({ previous: agreement, client: client.address, developer: developer.address });
    const { content } = await client.api.documents.get({ digest: seen.brief });
    expect(digestOf(JSON.parse(content))).to.equal(seen.brief);
    expect(JSON.parse(content)).to.include({ previous: agreement, reason: words(agreement).reason });
  });

  it("keeps what both signed about answering out of the locked money, which the proposal said first", async () => {
    const project = await client.api.projects.post(aProject(api.clock.at));
    const wish = { ...aProposal(project.id, api.clock.at), allowsAdvance: true };
    const { id } = await developer.api.proposals.submit(wish);
    expect(await refusal(developer.api.proposals.submit({ ...wish, allowsAdvance: false }))).to.equal("conflict");
    const { agreement } = await client.api.proposals.accept({ id });
    await mirror.funded(agreement);

    const proposed = await developer.api.amendments.propose(another(agreement));

    expect((await client.api.agreements.get({ id: agreement })).allowsAdvance).to.equal(true);
    expect(unpackConfig(BigInt(proposed.terms.config)).allowsAdvance).to.equal(true);
    const plain = await developer.api.amendments.propose(another(await active()));
    expect(unpackConfig(BigInt(plain.terms.config)).allowsAdvance, "the control").to.equal(false);
  });

  it("becomes no agreement of anybody's before its money moves", async () => {
    const agreement = await active();
    const { next } = await developer.api.amendments.propose(another(agreement));

    expect(await refusal(client.api.agreements.get({ id: next }))).to.equal("not-found");
    expect((await client.api.agreements.mine({ limit: 100 })).items.map(({ id }) => id)).not.to.include(next);
  });

  it("is signed by both over the agreement as it stands, and told at each step", async () => {
    const agreement = await active();
    const proposed = await developer.api.amendments.propose(another(agreement));

    const once = await sign(developer, proposed);
    const twice = await sign(client, await client.api.amendments.get({ id: proposed.id }));

    expect([once.state, twice.state]).to.deep.equal(["signed", "signed"]);
    expect(twice.hasSigned).to.deep.equal({ client: true, developer: true });
    expect(twice.developerSignature).to.equal(once.developerSignature);
    expect(await toldAbout(proposed.id)).to.deep.equal(["amendment.proposed", "amendment.signed", "amendment.signed"]);
  });

  it("waits among the work of whoever has to sign it, until it is decided", async () => {
    const agreement = await active();
    const waits = async (who: Member) => (await who.api.agreements.get({ id: agreement })).awaiting;
    const before = await waits(developer);
    const proposed = await developer.api.amendments.propose(another(agreement));
    await sign(developer, proposed);

    expect([await waits(client), await waits(developer)]).to.deep.equal(["amend", before]);
    const mine = await client.api.agreements.mine({ limit: 100 });
    expect(mine.items.find(({ id }) => id === agreement)?.awaiting).to.equal("amend");

    await client.api.amendments.decline({ id: proposed.id });
    expect(await waits(client)).to.equal(null);
  });

  it("keeps both signatures of two who sign at the same moment", async () => {
    const agreement = await active();
    const proposed = await developer.api.amendments.propose(another(agreement));

    await Promise.all([sign(client, proposed), sign(developer, proposed)]);

    const { hasSigned, stale } = await client.api.amendments.get({ id: proposed.id });
    expect({ hasSigned, stale }).to.deep.equal({ hasSigned: { client: true, developer: true }, stale: null });
  });

  it("is stale once anything moved, says what, and is signed again by both", async () => {
    const agreement = await active();
    const proposed = await developer.api.amendments.propose(another(agreement));
    await sign(developer, proposed);
    await mirror.moved(agreement, 0, "submitted", 11n);
    api.say.amendment.word = 22n;

    const stale = await client.api.amendments.get({ id: proposed.id });

    expect(stale.state).to.equal("stale");
    expect(stale.stale?.reason).to.equal("moved");
    expect(stale.stale?.since.map(({ kind, index }) => `${kind} ${index}`)).to.deep.equal(["submitted 0"]);
    const fresh = await sign(client, stale);
    expect(fresh.hasSigned, "the older signature is over an older word").to.deep.equal({ client: true, developer: false });
    expect(fresh.state).to.equal("signed");
    expect((await sign(developer, fresh)).hasSigned).to.deep.equal({ client: true, developer: true });
  });

  it("takes no signature over an older word, of somebody else, or for longer than two weeks", async () => {
    const agreement = await active();
    const proposed = await developer.api.amendments.propose(another(agreement));
    const over = (amendment: Amendment, who = client) =>
      signatureOf(who, amendment).then((signature) =>
        client.api.amendments.sign({ id: proposed.id, deadline: amendment.deadline, signature }),
      );

    expect(await refusal(over({ ...proposed, word: "20" }))).to.equal("bad-signature");
    expect(await refusal(over({ ...proposed, moved: Wei.parse("4") }))).to.equal("bad-signature");
    expect(await refusal(over(proposed, developer))).to.equal("bad-signature");
    const late = new Date(api.clock.at.getTime() + 30 * DAY).toISOString();
    expect(await refusal(over({ ...proposed, deadline: late }))).to.equal("rule-broken");
    expect((await over(proposed)).hasSigned.client, "the control").to.equal(true);
  });

  it("cannot be signed when a milestone that it continues is over", async () => {
    const agreement = await active();
    const proposed = await developer.api.amendments.propose(another(agreement));
    await mirror.closed(agreement, 0, "Released");
    api.say.amendment = { word: 23n, moved: 3n * ETHER };

    const seen = await client.api.amendments.get({ id: proposed.id });

    expect(seen.stale?.reason).to.equal("plan");
    expect(await refusal(sign(client, seen))).to.equal("rule-broken");
  });

  it("is one at a time: of ten proposals at once one is taken, and the next only after it is decided", async () => {
    const agreement = await active();
    const ten = Array.from({ length: 10 }, (_, at) => (at % 2 ? client : developer));

    const got = await outcomes(ten.map((who) => who.api.amendments.propose(another(agreement))));

    expect(got).to.deep.equal(["nothing", ...Array<string>(9).fill("stale-write")]);
    const [open] = await client.api.amendments.list({ agreement });
    const [author, other] = open?.by.address === client.address ? [client, developer] : [developer, client];
    expect((await other.api.amendments.decline({ id: open?.id as AmendmentId })).state).to.equal("declined");
    expect((await author.api.amendments.propose(another(agreement))).state).to.equal("proposed");
    const { rows } = await api.deps.database.pool.query("select 1 from app.agreement where previous = $1", [agreement]);
    expect(rows.length, "a refused proposal leaves no Terms behind").to.equal(2);
  });

  it("is made once, however often it is sent, and its id says nothing else later", async () => {
    const agreement = await active();
    const words = another(agreement);

    await Promise.all(Array.from({ length: 10 }, () => developer.api.amendments.propose(words)));

    expect(await client.api.amendments.list({ agreement })).to.have.length(1);
    expect(await toldAbout(words.id)).to.deep.equal(["amendment.proposed"]);
    expect(await refusal(developer.api.amendments.propose({ ...words, funded: 1 }))).to.equal("conflict");
    expect(await refusal(client.api.amendments.propose(words))).to.equal("conflict");
  });

  it("is either withdrawn or declined when both come at once, by the one that may", async () => {
    const agreement = await active();
    const { id } = await developer.api.amendments.propose(another(agreement));

    expect(await refusal(developer.api.amendments.decline({ id }))).to.equal("not-allowed");
    expect(await refusal(client.api.amendments.withdraw({ id }))).to.equal("not-allowed");
    const got = await outcomes([client.api.amendments.decline({ id }), developer.api.amendments.withdraw({ id })]);

    expect(got).to.deep.equal(["nothing", "stale-write"]);
    expect(await toldAbout(id)).to.have.length(2);
  });

  it("is executed as soon as the chain says so, whatever was declined here", async () => {
    const agreement = await active();
    const proposed = await developer.api.amendments.propose(another(agreement));
    await sign(developer, proposed);
    await mirror.amended(agreement, proposed.next, 2);

    const seen = await client.api.amendments.get({ id: proposed.id });

    expect(seen).to.deep.include({ state: "executed", stale: null, clientSignature: null, developerSignature: null });
    expect(seen.changes, "as it was when it was signed").to.deep.equal(proposed.changes);
    expect(seen.money).to.deep.equal(proposed.money);
    expect(await refusal(client.api.amendments.decline({ id: proposed.id }))).to.equal("stale-write");
    const after = await client.api.agreements.get({ id: proposed.next });
    expect(after.plan.map(({ title }) => title)).to.deep.equal(["A page to click through", "Vouchers"]);
    expect(after.line.map(({ id }) => id)).to.deep.equal([agreement, proposed.next]);
    const before = await developer.api.agreements.get({ id: agreement });
    expect({ state: before.state, line: before.line }).to.deep.equal({ state: "amended", line: after.line });
    expect(await refusal(client.api.amendments.propose(another(agreement)))).to.equal("rule-broken");
  });

  it("may be read by an arbiter of either agreement, without the signatures, and by no stranger", async () => {
    const agreement = await active({ states: ["Funded", "Funded"] });
    await mirror.disputed(agreement, 1, [6]);
    api.say.amendment.moved = 2n * ETHER;
    const proposed = await developer.api.amendments.propose(another(agreement, { funded: 1 }));
    await sign(developer, proposed);
    const [old, fresh, stranger] = await Promise.all([api.as(6), api.as(7), api.as(8)]);

    expect(await old.api.amendments.get({ id: proposed.id })).to.deep.include({ developerSignature: null, state: "signed" });
    expect(await refusal(stranger.api.amendments.get({ id: proposed.id }))).to.equal("not-found");
    expect(await refusal(fresh.api.documents.get({ digest: proposed.brief }))).to.equal("not-found");
    await mirror.amended(agreement, proposed.next, 1);
    await mirror.disputed(proposed.next, 0, [7]);

    for (const arbiter of [old, fresh]) {
      for (const id of [agreement, proposed.next]) {
        const { terms, wordsWithheld } = await arbiter.api.agreements.get({ id });
        expect(wordsWithheld).to.equal(false);
        expect((await arbiter.api.documents.get({ digest: terms.brief })).kind).to.equal("brief");
      }
    }
    expect(await stranger.api.agreements.get({ id: agreement })).to.include({ wordsWithheld: true });
  });

  it("is refused where there is nothing to amend: before any money, an offer, an agreement made elsewhere", async () => {
    const { agreement: draft } = await anAgreement(api, client, developer);
    const offer = await active({ accepted: false });

    expect(await refusal(client.api.amendments.propose(another(draft)))).to.equal("rule-broken");
    expect(await refusal(client.api.amendments.propose(another(offer)))).to.equal("rule-broken");
    expect(await refusal(client.api.amendments.propose(another(randomHash())))).to.equal("not-found");
  });

  it("is refused while the mirror is behind the contract, and read while the node is down", async () => {
    const agreement = await active();
    api.say.amendment.moved = 4n * ETHER;
    expect(await refusal(developer.api.amendments.propose(another(agreement)))).to.equal("stale-write");
    api.say.amendment.moved = 5n * ETHER;
    const proposed = await developer.api.amendments.propose(another(agreement));
    api.say.isDown = true;

    const seen = await client.api.amendments.get({ id: proposed.id }).finally(() => {
      api.say.isDown = false;
    });

    expect(seen).to.deep.equal(proposed);
  });
});
