import { expect } from "chai";
import fc from "fast-check";
import { packConfig, type Terms, unpackConfig } from "../../core/chain/terms.ts";
import { Ledger, theRules } from "./support/payouts.ts";
import * as v from "./support/verdicts.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, plain, world, COIN, DAY, ETHER, P } = s;

const MODEL_SEED = 20_261_129;
const PERIODS = ["None", "Answer", "Evidence", "Commit", "Reveal", "Appeal", "Ruled"] as const;
const REASONS: v.Reason[] = ["median", "unanswered", "no quorum", "settled"];

const ways = ["votes", "seals", "shows", "sleeps"] as const;
type Way = (typeof ways)[number];
type Arbiter = { way: Way; bps: number };
const moments = ["Answer", "Evidence", "Commit", "Reveal", "Appeal"] as const;
type Settlement = { round: number; moment: (typeof moments)[number]; bps: number };
type Sitting = { isDrawn: boolean; first: Arbiter[]; next: Arbiter[]; appeal: "nobody" | "client" | "developer" | "both" };
type Quarrel = {
  amounts: bigint[];
  ofToken: boolean;
  byDeveloper: boolean;
  answer: "nobody" | "party" | "locked";
  sittings: Sitting[];
  settlement: Settlement | undefined;
};

const amount = fc.oneof(
  fc.bigInt(1n, 12n),
  // Where the deposit begins to grow, where it ends, and where the fast lane does.
  fc.bigInt(ETHER, 8n * ETHER),
  fc.constantFrom(2n * ETHER, 2n * ETHER + 10n ** 14n - 1n, 6n * ETHER - 1n, 6n * ETHER),
);
/** Votes lie about one opinion, at the very edges of what is coherent with it, or anywhere. */
const vote = (opinion: number) =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(0, 0, 1, -1_500, 1_500, -1_501, 1_501).map((off) => opinion + off) },
      { weight: 1, arbitrary: fc.nat(10_000) },
    )
    .map((bps) => Math.max(0, Math.min(10_000, bps)));
const arbiterAround = (opinion: number, sleepy: number): fc.Arbitrary<Arbiter> =>
  fc.record({
    way: fc.oneof(
      { weight: 8, arbitrary: fc.constant<Way>("votes") },
      { weight: sleepy, arbitrary: fc.constantFrom<Way>("seals", "shows", "sleeps", "sleeps") },
    ),
    bps: vote(opinion),
  });
const sitting: fc.Arbitrary<Sitting> = fc
  .tuple(fc.constantFrom(0, 2_500, 3_333, 5_000, 8_501, 10_000), fc.constantFrom(0, 1, 1, 12))
  .chain(([opinion, sleepy]) =>
    fc.record({
      isDrawn: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      first: fc.array(arbiterAround(opinion, sleepy), { minLength: 15, maxLength: 15 }),
      next: fc.array(arbiterAround(opinion, sleepy), { minLength: 15, maxLength: 15 }),
      appeal: fc.constantFrom("nobody", "client", "developer", "both"),
    }),
  );
const quarrel: fc.Arbitrary<Quarrel> = fc.record({
  amounts: fc.array(amount, { minLength: 1, maxLength: 2 }),
  ofToken: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  byDeveloper: fc.boolean(),
  answer: fc.oneof(
    { weight: 1, arbitrary: fc.constant("nobody" as const) },
    { weight: 8, arbitrary: fc.constantFrom("party" as const, "party" as const, "locked" as const) },
  ),
  sittings: fc.array(sitting, { minLength: 3, maxLength: 3 }),
  settlement: fc.option(
    fc.record({ round: fc.integer({ min: 1, max: 3 }), moment: fc.constantFrom(...moments), bps: fc.nat(10_000) }),
    { freq: 5, nil: undefined },
  ),
});

/** A bench that fills three panels, with some to spare. */
async function large() {
  const w = await world();
  await s.seat(w, 30);
  return w;
}

/** Plays a quarrel before the guild's court and on paper, and compares every sum of the court, and of the milestones, to the unit. */
async function play(told: Quarrel, rules: v.CourtRules, seen = new Map<string, number>()): Promise<void> {
  const w = await loadFixture(large);
  const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  const plainTerms = await s.aTerms(w, { amounts: told.amounts, token: told.ofToken ? w.tokenAddress : COIN });
  const terms: Terms = { ...plainTerms, config: packConfig({ ...unpackConfig(plainTerms.config), allowsAdvance: true }) };
  const book = new Ledger({ amounts: told.amounts, isNear: [] }, BigInt(s.FEE_BPS), theRules);
  const lanes = [...told.amounts.keys()];
  if (told.ofToken) await w.token.mint(w.client.address, s.total(terms));
  await s.fundSigned(w, terms);
  for (const index of lanes) await w.escrow.connect(w.developer).submit(plain(terms), index, s.DIGEST);

  // What everybody is owed by the court, on paper.
  const credits = new Map<string, bigint>();
  const credit = (address: string, sum: bigint) => credits.set(address, (credits.get(address) ?? 0n) + sum);
  const penalty = v.silencePenalty(P);
  let seats = w.arbiters.length;
  const leavesWith = (juror: s.Juror, rest: bigint) => {
    seats -= 1;
    credit(juror.signer.address, rest);
  };

  const opener = told.byDeveloper ? w.developer : w.client;
  const other = told.byDeveloper ? w.client : w.developer;
  const atStake = told.ofToken ? undefined : s.total(terms);
  const deposit = v.depositOf(P, atStake);
  const mask = lanes.reduce((bits, index) => bits | (1 << index), 0);
  await w.escrow.connect(opener).disputeTogether(plain(terms), mask, "", ethers.ZeroHash, { value: deposit });
  book.dispute(lanes);
  const caseId = (await w.court.caseIdOf(await s.idOf(w, terms), 0)) as s.Hex;
  const hearing: v.Hearing = { deposit, byDeveloper: told.byDeveloper, isAnswered: false, isSettled: false, rounds: [] };

  const caseNow = () => w.court.caseOf(caseId);
  const period = async () => PERIODS[Number((await caseNow()).period)]!;
  const jurors = async (): Promise<(s.Juror | undefined)[]> =>
    (await caseNow()).panel.map(({ seat, arbiter }) =>
      seat === 0n ? undefined : { seat, signer: w.arbiters.find(({ address }) => address === arbiter)! },
    );

  /** Sent by a stranger, so that no gas blurs what the parties get. */
  async function pays(send: () => Promise<unknown>, endings: { toDeveloper: bigint; toClient: bigint; fee: bigint }[]) {
    const balances = async () => {
      const of = ({ address }: s.Signer) => (told.ofToken ? w.token.balanceOf(address) : ethers.provider.getBalance(address));
      return [await of(w.developer), await of(w.client), await w.escrow.feesOf(terms.token)] as const;
    };
    const before = await balances();
    await send();
    const after = await balances();
    const sum = (key: "toDeveloper" | "toClient" | "fee") => endings.reduce((all, one) => all + one[key], 0n);
    expect(after.map((now, i) => now - before[i]!)).to.deep.equal([sum("toDeveloper"), sum("toClient"), sum("fee")]);
  }

  /** True when the parties settle here, which closes the case. */
  async function settles(round: number, moment: Settlement["moment"]): Promise<boolean> {
    const plan = told.settlement;
    if (!plan || plan.round !== round || plan.moment !== moment) return false;
    const until = (await time.latest()) + DAY;
    for (const index of lanes) {
      const settlement = await s.settlementOf(w, terms, plan.bps, until, index);
      const signatures = [await s.signSettlement(w, settlement, w.client), await s.signSettlement(w, settlement, w.developer)];
      const send = () =>
        w.escrow.connect(w.stranger).settle(plain(terms), index, plan.bps, until, signatures[0]!, signatures[1]!);
      await pays(send, [book.settle(index, BigInt(plan.bps))]);
    }
    hearing.isSettled = true;
    note(`settled in ${moment}`);
    return true;
  }

  /** Who sits votes, seals, shows or sleeps; the same once more for those who take the places of the lost. */
  async function commits(round: v.Round, arbiters: readonly Arbiter[], places: readonly number[], chosen: Map<number, Arbiter>) {
    const panel = await jurors();
    for (const place of places) {
      const juror = panel[place];
      const arbiter = arbiters[place]!;
      if (!juror) continue;
      if (arbiter.way !== "sleeps") await s.commit(w, caseId, juror, arbiter.bps);
      if (arbiter.way === "shows") {
        await w.court.connect(w.stranger).expose(caseId, juror.seat, arbiter.bps, s.SALT);
        leavesWith(juror, P.seatStake - 2n * penalty);
        credit(w.stranger.address, penalty);
        round.lost += 1;
      }
      chosen.set(place, arbiter);
      note(arbiter.way);
    }
    return panel;
  }

  /** From the draw to the end of a round. */
  async function sits(number: number, plan: Sitting, round: v.Round): Promise<void> {
    await s.draw(w, caseId);
    round.isDrawn = true;
    credit(w.stranger.address, P.drawBounty);
    const size = round.places.length;
    const chosen = new Map<number, Arbiter>();
    const all = [...Array(size).keys()];
    const panel = await commits(round, plan.first, all, chosen);
    // A settlement forgets what was sealed, and nobody loses for it but who was shown.
    if (await settles(number, "Commit")) return;

    for (let attempt = 0; (await period()) === "Commit" && attempt < 2; attempt++) {
      const sleepers = all.filter((place) => panel[place] && chosen.get(place)?.way === "sleeps");
      const shown = all.filter((place) => chosen.get(place)?.way === "shows");
      if (sleepers.length === 0 && (shown.length === 0 || attempt === 1)) break;
      await s.passAt(w, caseId);
      for (const place of sleepers) {
        leavesWith(panel[place]!, P.seatStake - penalty);
        round.lost += 1;
      }
      for (const place of [...sleepers, ...shown]) chosen.delete(place);
      for (const place of [...sleepers, ...shown]) panel[place] = undefined;
      if (attempt === 1 || (await period()) !== "Commit") break;
      const newcomers = await commits(round, plan.next, [...sleepers, ...shown], chosen);
      for (const place of [...sleepers, ...shown]) panel[place] = newcomers[place];
      note("drawn again");
    }
    const votes = all.filter((place) => chosen.get(place)?.way === "votes");
    const seals = all.filter((place) => chosen.get(place)?.way === "seals");
    if (!["Commit", "Reveal"].includes(await period())) return;
    if (await isReadyToReveal(votes.length + seals.length)) await reveals(number, round, panel, chosen, { votes, seals });
  }

  /** Everybody who was to commit has, so that the reveal may begin; a panel that was emptied waits for its time. */
  async function isReadyToReveal(count: number): Promise<boolean> {
    if ((await period()) === "Reveal") return true;
    if (count === 0) {
      await s.passAt(w, caseId);
      return false;
    }
    await s.pass(w, caseId);
    return (await period()) === "Reveal";
  }

  async function reveals(
    number: number,
    round: v.Round,
    panel: readonly (s.Juror | undefined)[],
    chosen: ReadonlyMap<number, Arbiter>,
    { votes, seals }: { votes: number[]; seals: number[] },
  ): Promise<void> {
    for (const [i, place] of votes.entries()) {
      // In the middle of the reveal; with the last vote the round is over.
      if (i === votes.length - 1 && (await settles(number, "Reveal"))) return;
      const bps = chosen.get(place)!.bps;
      await s.reveal(w, caseId, panel[place]!, bps);
      round.places[place] = { kind: "voted", bps: BigInt(bps) };
    }
    if (seals.length === 0) return;
    await s.passAt(w, caseId);
    for (const place of seals) {
      round.places[place] = { kind: "unrevealed" };
      leavesWith(panel[place]!, 0n);
    }
  }

  /** True when another round begins. */
  async function appeals(number: number, plan: Sitting, paidBy: Record<"client" | "developer", boolean>): Promise<boolean> {
    const { developerBps, appealDeposit } = await caseNow();
    const price = deposit * 2n ** BigInt(number);
    expect(appealDeposit, "the price of an appeal").to.equal(price);
    const [, owners] = await w.court.bench();
    if (plan.appeal === "nobody" || owners < (await w.court.ownersFor(number + 1))) return false;
    const loses = { client: developerBps !== 0n, developer: developerBps !== 10_000n };
    const first = plan.appeal === "both" ? (loses.client ? "client" : "developer") : plan.appeal;
    if (!loses[first]) return false;
    await s.appeal(w, caseId, first === "developer");
    paidBy[first] = true;
    note("appealed");
    if (plan.appeal !== "both") return true;
    await s.appeal(w, caseId, first !== "developer");
    paidBy.client = true;
    paidBy.developer = true;
    note("matched");
    return true;
  }

  async function heard(): Promise<void> {
    if (await settles(1, "Answer")) return;
    if (told.answer === "nobody") {
      await s.passAt(w, caseId);
      note("unanswered");
      return;
    }
    const isCovered = !told.ofToken && (told.amounts[0]! * 2_000n) / 10_000n >= deposit;
    if (told.answer === "locked" && isCovered) {
      await w.escrow.connect(w.developer).answerFromLocked(plain(terms), 0, deposit);
      book.advance(0, deposit);
      note("answered out of the milestone");
    } else {
      await w.court.connect(other).answer(caseId, "", ethers.ZeroHash, { value: deposit });
    }
    hearing.isAnswered = true;
    let paidBy = { client: false, developer: false };
    for (let number = 1; number <= 3; number++) {
      const plan = told.sittings[number - 1]!;
      const size = 2 ** (number + 1) - 1;
      const round: v.Round = { isDrawn: false, places: Array.from({ length: size }, () => ({ kind: "empty" })), lost: 0, paidBy };
      hearing.rounds.push(round);
      paidBy = { client: false, developer: false };
      note(`round ${number}`);
      if (await settles(number, "Evidence")) return;
      if (!plan.isDrawn) {
        await time.increaseTo((await caseNow()).deadline + P.drawPeriod + 1n);
        await s.pass(w, caseId);
        note("not drawn");
        return;
      }
      await sits(number, plan, round);
      if (hearing.isSettled) return;
      const now = await period();
      if (now === "Ruled") return;
      if (now === "Evidence") {
        note("no quorum");
        continue;
      }
      expect(now).to.equal("Appeal");
      if (await settles(number, "Appeal")) return;
      if (await appeals(number, plan, paidBy)) continue;
      await time.increaseTo((await caseNow()).deadline + 1n);
      return;
    }
  }

  await heard();

  const sums = v.sumsOf(hearing, P, rules);
  const { reason, period: last } = await caseNow();
  expect(PERIODS[Number(last)]).to.equal("Ruled");
  expect([REASONS[Number(reason)], ...(await w.court.ruling(caseId))]).to.deep.equal([sums.reason, true, sums.developerBps]);
  expect([...(await w.court.reclaimable(caseId))]).to.deep.equal([sums.returns.client, sums.returns.developer]);

  const sat = await Promise.all(hearing.rounds.map((_, i) => w.court.panelOf(caseId, i + 1)));
  for (const [i, panel] of sat.entries()) {
    for (const [place, { arbiter, seat }] of panel.entries()) {
      if (seat === 0n || arbiter === ethers.ZeroAddress) continue;
      const { reward, loss } = sums.arbiters[i]![place]!;
      credit(arbiter, reward);
      if (loss === 0n) continue;
      leavesWith({ seat, signer: w.arbiters.find(({ address }) => address === arbiter)! }, P.seatStake - loss);
      note("far from the ruling");
    }
  }
  await w.court.connect(w.treasury).reward([caseId]);
  await w.court.connect(w.treasury).reclaim(caseId, s.partiesOf(w));
  credit(w.client.address, sums.returns.client);
  credit(w.developer.address, sums.returns.developer);

  const everybody = [w.client, w.developer, w.stranger, ...w.arbiters].map(({ address }) => address);
  const found = await Promise.all(everybody.map((address) => w.court.creditOf(address)));
  expect(found).to.deep.equal(everybody.map((address) => credits.get(address) ?? 0n));
  const owed = found.reduce((sum, each) => sum + each, 0n);
  expect(await ethers.provider.getBalance(w.court)).to.equal(owed + BigInt(seats) * P.seatStake);
  if (hearing.isSettled) return;
  await pays(() => w.escrow.connect(w.stranger).execute(plain(terms), 0), book.split(lanes, sums.developerBps));
}

describe("What a case costs, and whom, reckoned with pencil and paper", () => {
  it("is the same to the wei, whatever happens in court", async () => {
    const seen = new Map<string, number>();

    await fc.assert(
      fc.asyncProperty(quarrel, (told) => play(told, v.courtRules, seen)),
      { seed: MODEL_SEED, numRuns: 80, endOnFailure: true },
    );
    // A quarrel that goes nowhere would agree with anything.
    const places = ["votes", "seals", "shows", "sleeps", "round 2", "round 3", "appealed", "matched", "no quorum", "not drawn"];
    const rest = ["unanswered", "answered out of the milestone", "drawn again", "far from the ruling", "settled in Evidence"];
    for (const what of [...places, ...rest]) expect(seen.get(what) ?? 0, what).to.be.greaterThan(0);
  });

  for (const [slip, rules] of Object.entries(v.courtSlips)) {
    it(`would be found to differ by ${slip}`, async () => {
      const outcome = await fc.check(
        fc.asyncProperty(quarrel, (told) => play(told, rules)),
        { seed: MODEL_SEED, numRuns: 80, endOnFailure: true },
      );

      expect(outcome.failed).to.equal(true);
      expect(String(outcome.errorInstance)).to.include("AssertionError");
    });
  }
});
