import { expect } from "chai";
import fc from "fast-check";
import { packConfig, type Terms, unpackConfig } from "../../core/chain/terms.ts";
import { Ledger, type Party, type Plan, type Rules, slips, theRules } from "./support/payouts.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, provider, plain, world, COIN, DAY } = s;

const MOST = 2n ** 96n - 1n;
const MAX_FEE_BPS = 500;
const [SIGNS_EVERYTHING, TAKES, REFUSES] = [1, 0, 1];
const [RULES, IS_SILENT] = [0, 1];
const MODEL_SEED = 20_261_128;
const REVIEW = 90 * DAY;
const LONG_WAIT = 91 * DAY;

const moves = [
  "part",
  "part",
  "release",
  "refund",
  "accept",
  "submit",
  "submit",
  "changes",
  "wait",
  "releaseByTime",
  "refundByTime",
  "cancel",
  "amend",
  "settle",
  "dispute",
  "dispute",
  "together",
  "advance",
  "advance",
  "execute",
  "execute",
  "longStop",
  "collect",
  "withdraw",
  "withdraw",
  "refuse",
  "refuse",
  "take",
] as const;
type Move = { kind: (typeof moves)[number]; lane: number; bps: number; party: Party; plan: Plan };
type Story = { plan: Plan; isOffer: boolean; feeBps: number; ofToken: boolean; moves: Move[] };

// Where rounding and overflow live: next to nothing, next to a multiple of what a share divides by, and all there is.
const amount = fc.oneof(
  fc.bigInt(1n, 12n),
  fc.bigInt(9_990n, 20_010n),
  fc.bigInt(1n, MOST),
  fc.constantFrom(1n, MOST - 1n, MOST),
);
const bps = fc.oneof(fc.constantFrom(0, 1, 3_333, 4_999, 5_000, 5_001, 9_999, 10_000), fc.integer({ min: 0, max: 10_000 }));
/** Deadlines that come with the next long wait, or not at all. */
const plan = (maxLength: number): fc.Arbitrary<Plan> =>
  fc.record({
    amounts: fc.array(amount, { minLength: 1, maxLength }),
    isNear: fc.array(fc.boolean(), { minLength: maxLength, maxLength }),
  });
const story: fc.Arbitrary<Story> = fc.record({
  plan: plan(4),
  isOffer: fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  feeBps: fc.oneof(fc.constantFrom(0, 1, MAX_FEE_BPS), fc.integer({ min: 0, max: MAX_FEE_BPS })),
  ofToken: fc.boolean(),
  moves: fc.array(
    fc.record({
      kind: fc.constantFrom(...moves),
      lane: fc.nat(5),
      bps,
      party: fc.constantFrom<Party>("client", "developer"),
      plan: plan(2),
    }),
    { minLength: 8, maxLength: 24 },
  ),
});

/** An agreement between two wallets that are contracts, so that no gas blurs their balances, before a court that obeys. */
async function stage({ plan: first, isOffer, feeBps, ofToken }: Story) {
  const w = await loadFixture(world);
  const court = await s.aCourt();
  const token = await s.aToken(w);
  const [client, developer] = [await s.anActor(), await s.anActor()];
  const receiver = ethers.Wallet.createRandom().address as s.Hex;
  const escrow = await ethers.deployContract("Escrow", [w.authority, w.domain.court, w.reputation, receiver, feeBps]);
  const termsOf = async ({ amounts, isNear }: Plan, previous = ethers.ZeroHash): Promise<Terms> => {
    const now = await time.latest();
    const { config } = await s.aTerms(w, { feeBps, reviewPeriod: REVIEW });
    return {
      client: (await client.getAddress()) as s.Hex,
      developer: (await developer.getAddress()) as s.Hex,
      token: ofToken ? token.at : COIN,
      court: (await court.getAddress()) as s.Hex,
      config: packConfig({ ...unpackConfig(config), allowsAdvance: true }),
      previous: previous as s.Hex,
      brief: ethers.id("brief") as s.Hex,
      milestones: amounts.map((one, i) => ({ amount: one, due: now + (isNear[i] ? 45 * DAY : 30 * 365 * DAY) })),
    };
  };
  const terms = await termsOf(first);
  const sum = s.total(terms);
  const by = (actor: typeof client, name: string, args: unknown[], value = 0n) =>
    actor.act(escrow, escrow.interface.encodeFunctionData(name as never, args as never), { value });

  await developer.sign(SIGNS_EVERYTHING);
  await client.sign(SIGNS_EVERYTHING);
  /** Money for the client to bring; the coin comes from whoever pays for the gas. */
  async function bring(value: bigint): Promise<bigint> {
    if (!ofToken) {
      const balance = ethers.toQuantity(value + 10n ** 20n);
      await provider.request({ method: "hardhat_setBalance", params: [w.treasury.address, balance] });
      return value;
    }
    await token.mint(client, value);
    await client.act(token, token.interface.encodeFunctionData("approve", [await escrow.getAddress(), value]));
    return 0n;
  }

  const value = await bring(sum);
  if (isOffer) await by(client, "fund", [plain(terms), terms.milestones.length], value);
  else await by(client, "fundSigned", [plain(terms), terms.milestones.length, "0x"], value);
  const balance = (at: s.Hex): Promise<bigint> => (ofToken ? token.balanceOf(at) : ethers.provider.getBalance(at));
  return { w, court, token, client, developer, receiver, escrow, terms, termsOf, by, bring, balance };
}

/** Whether something of this kind may happen to a milestone, as far as that one decides it. */
function canBe(model: Ledger, kind: Move["kind"], i: number): boolean {
  const lane = model.lanes[i]!;
  const { isAccepted, isOver } = model.agreements[lane.agreement]!;
  const isOffered = !isAccepted && !isOver;
  switch (kind) {
    case "part":
    case "release":
    case "refund":
      return model.isOpen(i);
    case "submit":
      return lane.state === "funded" && model.isTimely(i);
    case "refundByTime":
      return lane.state === "funded" && lane.isNear;
    case "changes":
      return lane.state === "submitted" && lane.since === model.waits && lane.asked < 3;
    case "releaseByTime":
      return lane.state === "submitted";
    case "accept":
    case "cancel":
      return isOffered;
    case "amend":
      return isAccepted && !isOver;
    case "settle":
      return lane.state !== "closed";
    case "dispute":
    case "together":
      return model.isDisputable(i);
    case "advance":
      return lane.state === "disputed" && lane.advanced === 0n;
    case "execute":
    case "longStop":
      return lane.state === "disputed";
    case "wait":
    case "collect":
    case "withdraw":
    case "refuse":
    case "take":
      return true;
    default:
      return kind satisfies never;
  }
}

/** Plays a story on the chain and in the model, and compares them to the unit after every move. */
async function play(told: Story, rules: Rules, seen = new Map<string, number>()): Promise<void> {
  const { w, court, token, client, developer, receiver, escrow, terms: first, termsOf, by, bring, balance } = await stage(told);
  const model = new Ledger(told.plan, BigInt(told.feeBps), rules, !told.isOffer);
  const agreements: Terms[] = [first];
  const actors = { client, developer };
  const withdrawn = ethers.Wallet.createRandom().address as s.Hex;
  let outside = 0n;
  const anybody = escrow.connect(w.stranger) as unknown as typeof w.escrow;
  const wait = async () => {
    await time.increase(LONG_WAIT);
    model.wait();
  };

  async function isRefusing(party: Party, refuses: boolean): Promise<boolean> {
    // A token knows one account on its list: whoever is on it is the only one who cannot be paid.
    if (told.ofToken) {
      if (refuses && model.refuses[party === "client" ? "developer" : "client"]) return false;
      if (refuses) await token.blockAccount(first[party]);
      else if (model.refuses[party]) await token.behave(TAKES);
    } else {
      await actors[party].behave(refuses ? REFUSES : TAKES);
    }
    model.refuses[party] = refuses;
    return true;
  }

  /** False where the story asks for what cannot be at this point. */
  async function move({ kind, lane: place, bps: share, party, plan: next }: Move): Promise<boolean> {
    const fitting = [...model.lanes.keys()].filter((i) => canBe(model, kind, i));
    const at = fitting[place % fitting.length];
    if (at === undefined) return false;
    const lane = model.lanes[at]!;
    const terms = agreements[lane.agreement]!;
    const agreement = model.agreements[lane.agreement]!;
    const index = at - model.lanes.findIndex((one) => one.agreement === lane.agreement);
    if (kind === "part") {
      const part = (lane.held * BigInt(share)) / 10_000n;
      if (part === 0n || part === lane.held) return false;
      await by(client, "releasePart", [plain(terms), index, part]);
      model.releasePart(at, part);
    } else if (kind === "release") {
      await by(client, "release", [plain(terms), index]);
      model.release(at);
    } else if (kind === "releaseByTime") {
      if (lane.since === model.waits) await wait();
      await anybody.release(plain(terms), index);
      model.release(at);
    } else if (kind === "refund") {
      await by(developer, "refund", [plain(terms), index]);
      model.refund(at);
    } else if (kind === "refundByTime") {
      if (model.isTimely(at)) await wait();
      await anybody.refund(plain(terms), index);
      model.refund(at);
    } else if (kind === "accept") {
      await by(developer, "accept", [plain(terms)]);
      agreement.isAccepted = true;
    } else if (kind === "cancel") {
      await by(client, "cancel", [plain(terms)]);
      model.cancel(lane.agreement);
    } else if (kind === "amend") {
      return amend(lane.agreement, next, party);
    } else if (kind === "submit") {
      await by(developer, "submit", [plain(terms), index, s.DIGEST]);
      model.submit(at);
    } else if (kind === "changes") {
      await by(client, "requestChanges", [plain(terms), index, s.DIGEST]);
      model.askChanges(at);
    } else if (kind === "wait") {
      await wait();
    } else if (kind === "settle") {
      await anybody.settle(plain(terms), index, share, (await time.latest()) + DAY, "0x", "0x");
      model.settle(at, BigInt(share));
    } else if (kind === "dispute") {
      await by(developer, "dispute", [plain(terms), index, "", ethers.ZeroHash]);
      model.dispute([at]);
    } else if (kind === "together") {
      const ours = [...model.lanes.keys()].filter((i) => model.lanes[i]!.agreement === lane.agreement);
      const these = ours.filter((i) => model.isDisputable(i));
      if (these.length < 2) return false;
      const mask = these.reduce((bits, i) => bits | (1 << (i - ours[0]!)), 0);
      await by(developer, "disputeTogether", [plain(terms), mask, "", ethers.ZeroHash]);
      model.dispute(these);
    } else if (kind === "advance") {
      const most = (lane.held * 2_000n) / 10_000n;
      const part = (most * BigInt(share)) / 10_000n;
      if (told.ofToken || part === 0n) return false;
      await by(developer, "answerFromLocked", [plain(terms), index, part]);
      model.advance(at, part);
    } else if (kind === "execute" || kind === "longStop") {
      await court.behave(kind === "execute" ? RULES : IS_SILENT, share);
      if (kind === "longStop") await wait();
      await anybody.execute(plain(terms), index);
      model.split(model.inCaseOf(at), kind === "execute" ? BigInt(share) : undefined);
    } else if (kind === "collect") {
      if (model.fees === 0n) return false;
      await anybody.collectFees(terms.token);
      model.collect();
    } else if (kind === "withdraw") {
      const other: Party = party === "client" ? "developer" : "client";
      const owed = [party, other].find((one) => model.credits[one] > 0n);
      if (owed === undefined) return false;
      await by(actors[owed], "withdraw", [terms.token, withdrawn]);
      outside += model.withdraw(owed);
    } else {
      return isRefusing(party, kind === "refuse");
    }
    return true;
  }

  async function amend(number: number, next: Plan, party: Party): Promise<boolean> {
    const missing = model.missing(number, next);
    const isBlocked = told.ofToken && model.refuses.client && missing > 0n;
    if (isBlocked) return false;
    const terms = await termsOf(next, await escrow.idOf(plain(agreements[number]!)));
    const value = missing > 0n ? await bring(missing) : 0n;
    const deadline = (await time.latest()) + DAY;
    const sender = missing > 0n || party === "client" ? client : developer;
    await by(sender, "amend", [plain(agreements[number]!), plain(terms), next.amounts.length, deadline, "0x", "0x"], value);
    model.amend(number, next);
    agreements.push(terms);
    return true;
  }

  const escrowAt = (await escrow.getAddress()) as s.Hex;
  for (const next of told.moves) {
    if (!(await move(next))) continue;
    seen.set(next.kind, (seen.get(next.kind) ?? 0) + 1);
    expect({
      held: await balance(escrowAt),
      court: await balance(first.court),
      client: await balance(first.client),
      developer: await balance(first.developer),
      withdrawn: await balance(withdrawn),
      collected: await balance(receiver),
      fees: await escrow.feesOf(first.token),
      credits: [await escrow.creditOf(client, first.token), await escrow.creditOf(developer, first.token)],
    }).to.deep.equal({
      held: model.held,
      court: model.advanced,
      client: model.paid.client,
      developer: model.paid.developer,
      withdrawn: outside,
      collected: model.collected,
      fees: model.fees,
      credits: [model.credits.client, model.credits.developer],
    });
  }
}

type Purse = { amounts: bigint[]; first: number; spare: bigint; isSigned: boolean; isSentBefore: boolean };
const purse: fc.Arbitrary<Purse> = fc.record({
  amounts: fc.array(amount, { minLength: 1, maxLength: 4 }),
  first: fc.integer({ min: 1, max: 4 }),
  spare: fc.bigInt(0n, 100n),
  isSigned: fc.boolean(),
  isSentBefore: fc.boolean(),
});

/** Two permits for an agreement in two parts, each for a little more than it costs; whoever sees one may send it first. */
async function fundByPermit({ amounts, first: most, spare, isSigned, isSentBefore }: Purse, taken: (sum: bigint) => bigint) {
  const w = await loadFixture(world);
  await w.token.connect(w.client).approve(w.escrow, 0n);
  const terms = await s.aTerms(w, { amounts, token: w.tokenAddress });
  const sum = s.total(terms);
  await w.token.mint(w.client.address, sum);
  const before: bigint = await w.token.balanceOf(w.client);
  const first = Math.min(most, amounts.length);
  const parts = first < amounts.length ? [first, amounts.length - first] : [first];

  for (const [i, count] of parts.entries()) {
    const start = i === 0 ? 0 : first;
    const cost = amounts.slice(start, start + count).reduce((all, each) => all + each, 0n);
    const permit = await s.signPermit(w, cost + spare);
    const { value, deadline, v, r, s: rest } = permit;
    if (isSentBefore) {
      await w.token.connect(w.stranger).permit(w.client.address, w.domain.escrow, value, deadline, v, r, rest);
    }
    const signature = isSigned && i === 0 ? await s.signTerms(w, terms) : "0x";
    await w.escrow.connect(w.client).fundWithPermit(plain(terms), count, signature, permit);
    const funded = amounts.slice(0, start + count).reduce((all, each) => all + each, 0n);
    expect({
      held: await w.token.balanceOf(w.escrow),
      left: await w.token.balanceOf(w.client),
      allowed: await w.token.allowance(w.client, w.escrow),
      ...(({ funded: lanes, accepted }) => ({ lanes, accepted }))(await w.escrow.agreementOf(await s.idOf(w, terms))),
    }).to.deep.equal({
      held: taken(funded),
      left: before - taken(funded),
      allowed: spare,
      lanes: BigInt(start + count),
      accepted: isSigned,
    });
  }
}

describe("Escrow payouts, reckoned with pencil and paper", () => {
  it("are the same to the unit, whatever happens to an agreement", async () => {
    const seen = new Map<string, number>();

    await fc.assert(
      fc.asyncProperty(story, (told) => play(told, theRules, seen)),
      { seed: MODEL_SEED, numRuns: 200, endOnFailure: true },
    );
    // A story that goes nowhere would agree with anything.
    for (const kind of moves) expect(seen.get(kind) ?? 0, kind).to.be.greaterThan(4);
  });

  it("are paid for to the unit where a permit stands in for an approval, whoever sends it first", async () => {
    const parameters = { seed: MODEL_SEED, numRuns: 30 };
    const right = fc.asyncProperty(purse, (told) => fundByPermit(told, (sum) => sum));
    const wrong = fc.asyncProperty(purse, (told) => fundByPermit(told, (sum) => sum + told.spare));

    await fc.assert(right, parameters);
    expect((await fc.check(wrong, { ...parameters, endOnFailure: true })).failed, "a permit that is used up").to.equal(true);
  });

  for (const [slip, rules] of Object.entries(slips)) {
    it(`would be found to differ by ${slip}`, async () => {
      const outcome = await fc.check(
        fc.asyncProperty(story, (told) => play(told, rules)),
        { seed: MODEL_SEED, numRuns: 200, endOnFailure: true },
      );

      expect(outcome.failed).to.equal(true);
      expect(String(outcome.errorInstance)).to.include("AssertionError");
    });
  }
});
