import { expect } from "chai";
import fc from "fast-check";
import type { Terms } from "../../core/chain/terms.ts";
import { Ledger, type Party, type Rules, slips, theRules } from "./support/payouts.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, provider, plain, world, COIN, DAY } = s;

const MOST = 2n ** 96n - 1n;
const MAX_FEE_BPS = 500;
const [SIGNS_EVERYTHING, TAKES, REFUSES] = [1, 0, 1];
const [RULES, IS_SILENT] = [0, 1];
const MODEL_SEED = 20_261_128;

const moves = [
  "part",
  "part",
  "release",
  "refund",
  "submit",
  "settle",
  "dispute",
  "together",
  "execute",
  "execute",
  "longStop",
  "collect",
  "withdraw",
  "refuse",
  "take",
] as const;
type Move = { kind: (typeof moves)[number]; lane: number; bps: number; party: Party };
type Story = { amounts: bigint[]; feeBps: number; ofToken: boolean; moves: Move[] };

// Where rounding and overflow live: next to nothing, next to a multiple of what a share divides by, and all there is.
const amount = fc.oneof(
  fc.bigInt(1n, 12n),
  fc.bigInt(9_990n, 20_010n),
  fc.bigInt(1n, MOST),
  fc.constantFrom(1n, MOST - 1n, MOST),
);
const bps = fc.oneof(fc.constantFrom(0, 1, 3_333, 4_999, 5_000, 5_001, 9_999, 10_000), fc.integer({ min: 0, max: 10_000 }));
const story: fc.Arbitrary<Story> = fc.record({
  amounts: fc.array(amount, { minLength: 1, maxLength: 4 }),
  feeBps: fc.oneof(fc.constantFrom(0, 1, MAX_FEE_BPS), fc.integer({ min: 0, max: MAX_FEE_BPS })),
  ofToken: fc.boolean(),
  moves: fc.array(
    fc.record({
      kind: fc.constantFrom(...moves),
      lane: fc.nat(3),
      bps,
      party: fc.constantFrom<Party>("client", "developer"),
    }),
    { minLength: 4, maxLength: 16 },
  ),
});

/** An agreement between two wallets that are contracts, so that no gas blurs their balances, before a court that obeys. */
async function stage({ amounts, feeBps, ofToken }: Story) {
  const w = await loadFixture(world);
  const court = await s.aCourt();
  const token = await s.aToken(w);
  const [client, developer] = [await s.anActor(), await s.anActor()];
  const receiver = ethers.Wallet.createRandom().address as s.Hex;
  const escrow = await ethers.deployContract("Escrow", [w.authority, w.domain.court, w.reputation, receiver, feeBps]);
  const now = await time.latest();
  const terms: Terms = {
    client: (await client.getAddress()) as s.Hex,
    developer: (await developer.getAddress()) as s.Hex,
    token: ofToken ? token.at : COIN,
    court: (await court.getAddress()) as s.Hex,
    config: (await s.aTerms(w, { feeBps, reviewPeriod: 90 * DAY })).config,
    previous: ethers.ZeroHash as s.Hex,
    brief: ethers.id("brief") as s.Hex,
    milestones: amounts.map((one) => ({ amount: one, due: now + 30 * 365 * DAY })),
  };
  const sum = s.total(terms);
  const by = (actor: typeof client, name: string, args: unknown[], value = 0n) =>
    actor.act(escrow, escrow.interface.encodeFunctionData(name as never, args as never), { value });

  await developer.sign(SIGNS_EVERYTHING);
  await client.sign(SIGNS_EVERYTHING);
  if (ofToken) {
    await token.mint(client, sum);
    await client.act(token, token.interface.encodeFunctionData("approve", [await escrow.getAddress(), sum]));
  } else {
    await provider.request({ method: "hardhat_setBalance", params: [w.treasury.address, ethers.toQuantity(sum + 10n ** 20n)] });
  }
  await by(client, "fundSigned", [plain(terms), amounts.length, "0x"], ofToken ? 0n : sum);
  const id = await escrow.idOf(plain(terms));
  const balance = (at: s.Hex): Promise<bigint> => (ofToken ? token.balanceOf(at) : ethers.provider.getBalance(at));
  return { w, court, token, client, developer, receiver, escrow, terms, id, by, balance };
}

/** Plays a story on the chain and in the model, and compares them to the unit after every move. */
async function play(told: Story, rules: Rules, seen = new Map<string, number>()): Promise<void> {
  const { w, court, token, client, developer, receiver, escrow, terms, by, balance } = await stage(told);
  const model = new Ledger(told.amounts, BigInt(told.feeBps), rules);
  const actors = { client, developer };
  const withdrawn = ethers.Wallet.createRandom().address as s.Hex;
  let [outside, warps] = [0n, 0];
  const anybody = escrow.connect(w.stranger) as unknown as typeof w.escrow;

  async function isRefusing(party: Party, refuses: boolean): Promise<boolean> {
    // A token knows one account on its list: whoever is on it is the only one who cannot be paid.
    if (told.ofToken) {
      if (refuses && model.refuses[party === "client" ? "developer" : "client"]) return false;
      if (refuses) await token.blockAccount(terms[party]);
      else if (model.refuses[party]) await token.behave(TAKES);
    } else {
      await actors[party].behave(refuses ? REFUSES : TAKES);
    }
    model.refuses[party] = refuses;
    return true;
  }

  /** False where the story asks for what cannot be at this point. */
  async function move({ kind, lane: place, bps: share, party }: Move): Promise<boolean> {
    const index = place % model.lanes.length;
    const lane = model.lanes[index]!;
    const isFresh = lane.state === "funded" || (lane.state === "submitted" && lane.since === warps);
    if (kind === "part") {
      const part = (lane.held * BigInt(share)) / 10_000n;
      if (!model.isOpen(index) || part === 0n || part === lane.held) return false;
      await by(client, "releasePart", [plain(terms), index, part]);
      model.releasePart(index, part);
    } else if (kind === "release") {
      if (!model.isOpen(index)) return false;
      await by(client, "release", [plain(terms), index]);
      model.release(index);
    } else if (kind === "refund") {
      if (!model.isOpen(index)) return false;
      await by(developer, "refund", [plain(terms), index]);
      model.refund(index);
    } else if (kind === "submit") {
      if (lane.state !== "funded") return false;
      await by(developer, "submit", [plain(terms), index, s.DIGEST]);
      Object.assign(lane, { state: "submitted", since: warps });
    } else if (kind === "settle") {
      if (lane.state === "closed") return false;
      await anybody.settle(plain(terms), index, share, (await time.latest()) + DAY, "0x", "0x");
      model.settle(index, BigInt(share));
    } else if (kind === "dispute") {
      if (!isFresh) return false;
      await by(developer, "dispute", [plain(terms), index, "", ethers.ZeroHash]);
      model.dispute([index]);
    } else if (kind === "together") {
      const indices = [...model.lanes.keys()].filter(
        (i) => model.lanes[i]!.state === "funded" || (model.lanes[i]!.state === "submitted" && model.lanes[i]!.since === warps),
      );
      if (indices.length < 2) return false;
      const mask = indices.reduce((bits, i) => bits | (1 << i), 0);
      await by(developer, "disputeTogether", [plain(terms), mask, "", ethers.ZeroHash]);
      model.dispute(indices);
    } else if (kind === "execute" || kind === "longStop") {
      if (lane.state !== "disputed") return false;
      await court.behave(kind === "execute" ? RULES : IS_SILENT, share);
      if (kind === "longStop") {
        await time.increase(91 * DAY);
        warps += 1;
      }
      await anybody.execute(plain(terms), index);
      model.split(model.inCaseOf(index), kind === "execute" ? BigInt(share) : undefined);
    } else if (kind === "collect") {
      if (model.fees === 0n) return false;
      await anybody.collectFees(terms.token);
      model.collect();
    } else if (kind === "withdraw") {
      if (model.credits[party] === 0n) return false;
      await by(actors[party], "withdraw", [terms.token, withdrawn]);
      outside += model.withdraw(party);
    } else {
      return isRefusing(party, kind === "refuse");
    }
    return true;
  }

  const escrowAt = (await escrow.getAddress()) as s.Hex;
  for (const next of told.moves) {
    if (!(await move(next))) continue;
    seen.set(next.kind, (seen.get(next.kind) ?? 0) + 1);
    expect({
      held: await balance(escrowAt),
      client: await balance(terms.client),
      developer: await balance(terms.developer),
      withdrawn: await balance(withdrawn),
      collected: await balance(receiver),
      fees: await escrow.feesOf(terms.token),
      credits: [await escrow.creditOf(client, terms.token), await escrow.creditOf(developer, terms.token)],
    }).to.deep.equal({
      held: model.held,
      client: model.paid.client,
      developer: model.paid.developer,
      withdrawn: outside,
      collected: model.collected,
      fees: model.fees,
      credits: [model.credits.client, model.credits.developer],
    });
  }
}

describe("Escrow payouts, reckoned with pencil and paper", () => {
  it("are the same to the unit, whatever happens to an agreement", async () => {
    const seen = new Map<string, number>();

    await fc.assert(
      fc.asyncProperty(story, (told) => play(told, theRules, seen)),
      { seed: MODEL_SEED, numRuns: 200 },
    );
    // A story that goes nowhere would agree with anything.
    for (const kind of moves) expect(seen.get(kind) ?? 0, kind).to.be.greaterThan(4);
  });

  for (const [slip, rules] of Object.entries(slips)) {
    it(`would be found to differ by ${slip}`, async () => {
      const outcome = await fc.check(
        fc.asyncProperty(story, (told) => play(told, rules)),
        { seed: MODEL_SEED, numRuns: 80, endOnFailure: true },
      );

      expect(outcome.failed).to.equal(true);
      expect(String(outcome.errorInstance)).to.include("AssertionError");
    });
  }
});
