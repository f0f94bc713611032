import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, appeal, passAt, time, world, plain, P } = s;

const penalty = (P.seatStake * P.silenceBps) / 10_000n;
const farOff = (deposit: bigint) => (P.seatStake * P.incoherenceBps * deposit) / (10_000n * P.maxDeposit);
const all = (count: number, vote: number) => Array.from({ length: count }, () => vote);

/** A bench that fills three panels, with some to spare. */
async function large() {
  const w = await world();
  await s.seat(w, 30);
  return w;
}

/** The running round's evidence and draw. */
async function seated(w: s.World, caseId: s.Hex) {
  await s.draw(w, caseId);
  return s.panelOf(w, caseId);
}

/** After the arbiters are paid and the parties have theirs, the court owes its credits and stakes, and holds nothing else. */
async function expectEmpty(w: s.World, caseId: s.Hex) {
  await w.court.reward([caseId]);
  await w.court.reclaim(caseId, s.partiesOf(w));
  let owed = 0n;
  for (const { address } of [w.client, w.developer, w.stranger, ...w.arbiters]) {
    owed += await w.court.creditOf(address);
    owed += (await w.court.seatsOf(address)) * P.seatStake;
  }
  expect(await ethers.provider.getBalance(w.court)).to.equal(owed);
  for (let seat = 1; seat <= 42; seat++) expect((await w.court.seatOf(seat)).isBusy, `seat ${seat}`).to.equal(false);
}

describe("Court.appeal", () => {
  it("begins a round of seven for twice the deposit, by anyone for a side that lost something", async () => {
    const w = await loadFixture(large);
    const { caseId } = await s.aTold(w, [2_000, 2_000, 2_000]);
    const { deposit, appealDeposit } = await w.court.caseOf(caseId);
    expect(appealDeposit).to.equal(2n * deposit);

    const sent = await appeal(w, caseId, true);

    const evidenceBy = BigInt(await time.latest()) + P.fast.evidence;
    const seedBlock = BigInt(await ethers.provider.getBlockNumber()) + P.fast.evidenceBlocks;
    await expect(sent)
      .to.emit(w.court, "Appealed")
      .withArgs(caseId, 2, true, w.stranger.address, 2n * deposit, evidenceBy, seedBlock);
    const found = await w.court.caseOf(caseId);
    expect([found.period, found.round, found.deadline, found.seedBlock]).to.deep.equal([2n, 2n, evidenceBy, seedBlock]);
    expect([found.paidByClient, found.paidByDeveloper, found.developerBps]).to.deep.equal([false, true, 2_000n]);
    expect(await w.court.ruling(caseId)).to.deep.equal([false, 0n]);
    expect(await seated(w, caseId)).to.have.length(7);
  });

  it("reverts Court_NothingLost for a side that the ruling gives everything", async () => {
    const w = await loadFixture(large);
    const toClient = await s.aTold(w, [0, 0, 0]);
    await expect(appeal(w, toClient.caseId, false))
      .to.be.revertedWithCustomError(w.court, "Court_NothingLost")
      .withArgs(toClient.caseId);
    await appeal(w, toClient.caseId, true);

    const toDeveloper = await s.aTold(w, [10_000, 10_000, 10_000]);
    await expect(appeal(w, toDeveloper.caseId, true)).to.be.revertedWithCustomError(w.court, "Court_NothingLost");
    await appeal(w, toDeveloper.caseId, false);
  });

  it("reverts Court_WrongDeposit, and Court_TooFewOwners before any money is taken", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.aTold(w, [0, 0, 10_000]);
    const { appealDeposit } = await w.court.caseOf(caseId);
    await w.court.connect(w.stranger).takeSeat({ value: P.seatStake });
    for (const value of [appealDeposit - 1n, appealDeposit + 1n]) {
      await expect(w.court.appeal(caseId, true, { value }))
        .to.be.revertedWithCustomError(w.court, "Court_WrongDeposit")
        .withArgs(appealDeposit, value);
    }
    await appeal(w, caseId, true);
    await seated(w, caseId);
    await s.vote(w, caseId, all(7, 1));

    expect([await w.court.ownersFor(2), await w.court.ownersFor(3)]).to.deep.equal([12n, 27n]);
    await expect(appeal(w, caseId, true))
      .to.be.revertedWithCustomError(w.court, "Court_TooFewOwners")
      .withArgs(13, 27);
  });

  it("is in time in the last second, and reverts Court_WrongPeriod after it, before a ruling, and for no case", async () => {
    const w = await loadFixture(large);
    const first = await s.aTold(w, [1, 1, 1]);
    const open = await s.anOpened(w);

    await expect(w.court.appeal(open.caseId, true)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod");
    await expect(w.court.appeal(s.DIGEST, true)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod");
    const { deadline, appealDeposit } = await w.court.caseOf(first.caseId);
    await time.setNextBlockTimestamp(deadline);
    await appeal(w, first.caseId, true);
    const second = await s.aTold(w, [1, 1, 1]);
    await time.increaseTo((await w.court.caseOf(second.caseId)).deadline);
    await expect(w.court.appeal(second.caseId, true, { value: appealDeposit }))
      .to.be.revertedWithCustomError(w.court, "Court_WrongPeriod")
      .withArgs(second.caseId, 6);
  });

  it("draws nobody again who sat before, and keeps all of them bound", async () => {
    const w = await loadFixture(large);
    const { caseId, panel } = await s.aTold(w, [1, 1, 1]);
    await appeal(w, caseId, true);
    const second = await seated(w, caseId);
    await s.vote(w, caseId, all(7, 2));
    await appeal(w, caseId, true);
    const third = await seated(w, caseId);

    expect(third).to.have.length(15);
    const everyone = [...panel, ...second, ...third].map(({ signer }) => signer.address);
    expect(new Set(everyone).size).to.equal(25);
    for (const { seat } of [...panel, ...second, ...third]) expect((await w.court.seatOf(seat)).isBusy).to.equal(true);
    expect((await w.court.panelOf(caseId, 1)).map(({ developerBps }) => developerBps)).to.deep.equal([1n, 1n, 1n]);
    expect(await w.court.panelOf(caseId, 2)).to.have.length(7);
    expect(await w.court.panelOf(caseId, 4)).to.have.length(0);
  });

  it("takes an arbiter's commitment for its own round alone", async () => {
    const w = await loadFixture(large);
    const { caseId } = await s.aTold(w, [1, 1, 1]);
    await appeal(w, caseId, true);
    const panel = await seated(w, caseId);
    for (const juror of panel.slice(1)) await s.commit(w, caseId, juror, 1);
    const stale = s.commitmentOf(w, caseId, panel[0]!, 1, 1n);
    await w.court.connect(panel[0]!.signer).commit(caseId, panel[0]!.seat, stale);

    await expect(s.reveal(w, caseId, panel[0]!, 1)).to.be.revertedWithCustomError(w.court, "Court_CommitmentMismatch");
    await s.reveal(w, caseId, panel[1]!, 1);
  });

  it("ends with the third round, without another appeal", async () => {
    const w = await loadFixture(large);
    const { terms, caseId } = await s.aTold(w, [0, 0, 0]);
    for (const size of [7, 15]) {
      await appeal(w, caseId, true);
      const panel = await seated(w, caseId);
      for (const juror of panel) await s.commit(w, caseId, juror, 9_000);
      for (const juror of panel.slice(0, size - 1)) await s.reveal(w, caseId, juror, 9_000);
      const last = s.reveal(w, caseId, panel.at(-1)!, 9_000);
      if (size === 15) await expect(last).to.emit(w.court, "Ruled").withArgs(caseId, 9_000, 0);
      else await expect(last).to.emit(w.court, "RoundRuled");
    }

    expect(await w.court.ruling(caseId)).to.deep.equal([true, 9_000n]);
    await expect(w.court.appeal(caseId, true)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod").withArgs(caseId, 6);
    await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalance(ethers, w.client, s.ETHER / 10n);
    await expectEmpty(w, caseId);
  });

  describe("when the other side matches it", () => {
    it("takes as much from it, once, until the draw may begin", async () => {
      const w = await loadFixture(large);
      const { caseId } = await s.aTold(w, [0, 0, 0]);
      const { deposit } = await w.court.caseOf(caseId);
      await appeal(w, caseId, true);

      await expect(w.court.connect(w.stranger).appeal(caseId, true, { value: 2n * deposit }))
        .to.be.revertedWithCustomError(w.court, "Court_AlreadyPaid")
        .withArgs(caseId, 2);
      await expect(w.court.connect(w.client).appeal(caseId, false, { value: deposit })).to.be.revertedWithCustomError(
        w.court,
        "Court_WrongDeposit",
      );
      await expect(appeal(w, caseId, false, w.client))
        .to.emit(w.court, "Matched")
        .withArgs(caseId, 2, false, w.client.address, 2n * deposit);
      const { paidByClient, paidByDeveloper } = await w.court.caseOf(caseId);
      expect([paidByClient, paidByDeveloper]).to.deep.equal([true, true]);
    });

    it("reverts Court_PeriodOver when the evidence is over, and Court_WrongPeriod in the first round", async () => {
      const w = await loadFixture(large);
      const opened = await s.anOpened(w);
      await s.answer(w, opened.caseId);
      await expect(w.court.appeal(opened.caseId, true)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod");
      const { caseId } = await s.aTold(w, [0, 0, 0]);
      await appeal(w, caseId, true);
      await time.increaseTo((await w.court.caseOf(caseId)).deadline);

      await expect(appeal(w, caseId, false)).to.be.revertedWithCustomError(w.court, "Court_PeriodOver");
    });
  });

  describe("when it comes to money", () => {
    it("repays a winner that paid alone out of the other's deposit first, and overturned arbiters pay those who were right", async () => {
      const w = await loadFixture(large);
      const { caseId, panel } = await s.aTold(w, [0, 0, 0]);
      const { deposit } = await w.court.caseOf(caseId);
      await appeal(w, caseId, true, w.developer);
      const second = await seated(w, caseId);
      await s.vote(w, caseId, all(7, 10_000));
      await passAt(w, caseId);

      // Nobody of the first round was right, so its price stays with the parties, but for the bounty of its draw.
      const cost = 2n * deposit + P.drawBounty;
      expect(await w.court.reclaimable(caseId)).to.deep.equal([0n, 4n * deposit - cost]);
      const pot = 2n * deposit - P.drawBounty + 3n * farOff(deposit);
      expect(await w.court.claimable(caseId, second[1]!.signer)).to.equal(pot / 7n);
      expect(await w.court.claimable(caseId, second[0]!.signer)).to.equal(pot - 6n * (pot / 7n));
      for (const { signer } of panel) expect(await w.court.claimable(caseId, signer)).to.equal(0n);
      await expectEmpty(w, caseId);
      for (const { signer } of panel) expect(await w.court.creditOf(signer)).to.equal(P.seatStake - farOff(deposit));
    });

    it("lets a loser that appealed in vain bear both rounds, and the winner nothing", async () => {
      const w = await loadFixture(large);
      const { caseId, panel } = await s.aTold(w, [10_000, 10_000, 10_000]);
      const { deposit } = await w.court.caseOf(caseId);
      await appeal(w, caseId, false, w.client);
      await seated(w, caseId);
      await s.vote(w, caseId, all(7, 10_000));
      await passAt(w, caseId);

      expect(await w.court.reclaimable(caseId)).to.deep.equal([0n, deposit]);
      expect(await w.court.claimable(caseId, panel[1]!.signer)).to.equal((deposit - P.drawBounty) / 3n);
      await expectEmpty(w, caseId);
    });

    it("makes a winner whole whose appeal was matched", async () => {
      const w = await loadFixture(large);
      const { caseId } = await s.aTold(w, [0, 0, 10_000]);
      const { deposit } = await w.court.caseOf(caseId);
      await appeal(w, caseId, true, w.developer);
      await appeal(w, caseId, false, w.client);
      await seated(w, caseId);
      await s.vote(w, caseId, all(7, 10_000));
      await passAt(w, caseId);

      expect(await w.court.reclaimable(caseId)).to.deep.equal([0n, 3n * deposit]);
      await expectEmpty(w, caseId);
    });

    it("pays the one that was right in the first round for both others, too", async () => {
      const w = await loadFixture(large);
      const { caseId, panel } = await s.aTold(w, [0, 0, 10_000]);
      const { deposit } = await w.court.caseOf(caseId);
      await appeal(w, caseId, true);
      await seated(w, caseId);
      await s.vote(w, caseId, all(7, 10_000));
      await passAt(w, caseId);

      expect(await w.court.claimable(caseId, panel[2]!.signer)).to.equal(deposit - P.drawBounty + 2n * farOff(deposit));
      await expectEmpty(w, caseId);
    });
  });

  describe("when nothing comes of it", () => {
    it("leaves the last ruling standing if it is not drawn in time, and returns what it cost", async () => {
      const w = await loadFixture(large);
      const { caseId, panel } = await s.aTold(w, [3_000, 3_000, 3_000]);
      const { deposit } = await w.court.caseOf(caseId);
      await appeal(w, caseId, true, w.developer);
      await time.increaseTo((await w.court.caseOf(caseId)).deadline + P.drawPeriod);

      await expect(s.pass(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 3_000, 0);

      const byClient = (deposit * 3_000n) / 10_000n;
      expect(await w.court.reclaimable(caseId)).to.deep.equal([deposit - byClient, 3n * deposit - (deposit - byClient)]);
      expect(await w.court.claimable(caseId, panel[1]!.signer)).to.equal((deposit - P.drawBounty) / 3n);
      await expectEmpty(w, caseId);
    });

    it("returns it when the parties settle before the draw", async () => {
      const w = await loadFixture(large);
      const { terms, caseId } = await s.aTold(w, [0, 0, 0]);
      const { deposit } = await w.court.caseOf(caseId);
      await appeal(w, caseId, true, w.developer);
      const until = (await time.latest()) + s.DAY;
      const settlement = await s.settlementOf(w, terms, 5_000, until);
      const signed = await s.signSettlement(w, settlement, w.client);
      await w.escrow.connect(w.developer).settle(plain(terms), 0, 5_000, until, signed, "0x");

      expect(await w.court.reclaimable(caseId)).to.deep.equal([deposit / 2n, 3n * deposit - deposit / 2n]);
      await expectEmpty(w, caseId);
    });

    it("leaves the last ruling standing when neither larger panel has a quorum", async () => {
      const w = await loadFixture(large);
      const { caseId } = await s.aTold(w, [4_000, 4_000, 4_000]);
      await appeal(w, caseId, true, w.developer);
      await seated(w, caseId);
      await passAt(w, caseId);
      await expect(passAt(w, caseId)).to.emit(w.court, "RoundFailed");
      await time.increaseTo((await w.court.caseOf(caseId)).deadline + P.drawPeriod);

      await expect(s.pass(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 4_000, 0);
      await expectEmpty(w, caseId);
    });
  });
});

describe("A round without a quorum", () => {
  it("leads to the next one, which those pay who were silent", async () => {
    const w = await loadFixture(large);
    const { caseId, panel } = await s.aDrawn(w);
    const { deposit } = await w.court.caseOf(caseId);
    for (const juror of panel) await s.commit(w, caseId, juror, 6_000);
    await s.reveal(w, caseId, panel[0]!, 6_000);

    const sent = await passAt(w, caseId);

    const evidenceBy = BigInt(await time.latest()) + P.fast.evidence;
    const seedBlock = BigInt(await ethers.provider.getBlockNumber()) + P.fast.evidenceBlocks;
    await expect(sent).to.emit(w.court, "RoundFailed").withArgs(caseId, 1, evidenceBy, seedBlock);
    const found = await w.court.caseOf(caseId);
    expect([found.period, found.round, found.appealDeposit, found.developerBps]).to.deep.equal([2n, 2n, 0n, 5_000n]);
    await expect(w.court.appeal(caseId, true)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod");
    const second = await seated(w, caseId);
    await s.vote(w, caseId, all(7, 7_000));
    await passAt(w, caseId);

    // The parties pay what one round costs, the silent what the larger one costs more, and their draw.
    const byClient = (deposit * 7_000n) / 10_000n;
    expect(await w.court.reclaimable(caseId)).to.deep.equal([deposit - byClient, deposit - (deposit - byClient)]);
    expect(await w.court.claimable(caseId, panel[0]!.signer)).to.equal(2n * P.seatStake - P.drawBounty - deposit);
    expect(await w.court.claimable(caseId, second[1]!.signer)).to.equal((2n * deposit - P.drawBounty) / 7n);
    await expectEmpty(w, caseId);
  });

  it("splits evenly after the last, and returns both deposits", async () => {
    const w = await loadFixture(large);
    const { caseId } = await s.aDrawn(w);
    const { deposit } = await w.court.caseOf(caseId);
    await passAt(w, caseId);
    await expect(passAt(w, caseId)).to.emit(w.court, "RoundFailed");
    await s.seat(w, 13);
    await seated(w, caseId);
    await passAt(w, caseId);
    await expect(passAt(w, caseId)).to.emit(w.court, "RoundFailed");
    await seated(w, caseId);
    await passAt(w, caseId);

    await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 5_000, 2);

    const half = ((await silentIn(w, caseId)) * penalty - 3n * P.drawBounty) / 2n;
    const [toClient, toDeveloper] = await w.court.reclaimable(caseId);
    expect(toClient).to.equal(deposit + half);
    expect(toDeveloper).to.be.closeTo(deposit + half, 1n);
  });

  it("is final at once where the bench cannot fill the next panel", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.aDrawn(w);
    await passAt(w, caseId);

    const sent = passAt(w, caseId);
    await expect(sent).to.emit(w.court, "Ruled").withArgs(caseId, 5_000, 2);
    await expect(sent).not.to.emit(w.court, "RoundFailed");
  });
});

async function silentIn(w: s.World, caseId: s.Hex): Promise<bigint> {
  return BigInt((await w.court.queryFilter(w.court.filters.Slashed(caseId))).length);
}
