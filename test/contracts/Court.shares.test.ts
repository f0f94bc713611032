import { expect } from "chai";
import { commitAll, expectSolvent, farOff, pot } from "./support/court.ts";
import * as s from "./support/world.ts";

const { loadFixture, passAt, time, world, plain, ETHER, P } = s;

describe("Court.reward", () => {
  it("shares the pot among the coherent, with what the others lost, to the last wei", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aRuled(w, [7_000, 8_500, 2_000]);
    const { deposit } = await w.court.caseOf(caseId);
    const all = pot(deposit) + farOff(deposit);

    const sent = w.court.connect(w.stranger).reward([caseId]);

    await expect(sent).to.emit(w.court, "Ruled").withArgs(caseId, 7_000, 0);
    await expect(sent)
      .to.emit(w.court, "Rewarded")
      .withArgs(caseId, panel[0]!.signer.address, all - all / 2n);
    await expect(sent)
      .to.emit(w.court, "Rewarded")
      .withArgs(caseId, panel[1]!.signer.address, all / 2n);
    await expect(sent).to.emit(w.court, "Slashed").withArgs(caseId, panel[2]!.seat, farOff(deposit));
    expect(await w.court.creditOf(panel[2]!.signer)).to.equal(P.seatStake - farOff(deposit));
    expect(await w.court.seatsOf(panel[2]!.signer)).to.equal(0n);
    for (const { seat } of panel) expect((await w.court.seatOf(seat)).isBusy).to.equal(false);
    await expectSolvent(w, caseId);
  });

  it("takes half a seat in a case with the highest deposit, and less in a smaller one, in proportion", async () => {
    const w = await loadFixture(world);
    const large = await s.aRuled(w, [0, 0, 10_000], { amounts: [9n * ETHER] });
    const small = await s.aRuled(w, [0, 0, 10_000], { amounts: [1n] });

    await expect(w.court.reward([large.caseId]))
      .to.emit(w.court, "Slashed")
      .withArgs(large.caseId, large.panel[2]!.seat, P.seatStake / 2n);
    await expect(w.court.reward([small.caseId]))
      .to.emit(w.court, "Slashed")
      .withArgs(small.caseId, small.panel[2]!.seat, P.seatStake / 6n);
  });

  it("counts a vote as coherent up to 1,500 basis points from the ruling on either side", async () => {
    const w = await loadFixture(world);
    const near = await s.aRuled(w, [3_500, 5_000, 6_500]);
    const far = await s.aRuled(w, [3_499, 5_000, 6_501]);

    await expect(w.court.reward([near.caseId])).not.to.emit(w.court, "Slashed");
    await w.court.reward([far.caseId]);

    for (const at of [0, 2]) expect(await w.court.seatsOf(far.panel[at]!.signer)).to.equal(0n);
    for (const { signer } of near.panel) expect(await w.court.seatsOf(signer)).to.equal(1n);
  });

  it("lets nobody escape: the seat stays bound until anyone calls it, and a far vote alone never frees it", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const bad = panel[2]!;
    await w.court.connect(bad.signer).leaveSeat(bad.seat);
    await s.vote(w, caseId, [0, 0, 10_000]);
    await time.increase(P.leaveDelay);

    await expect(w.court.connect(bad.signer).leaveSeat(bad.seat)).to.be.revertedWithCustomError(w.court, "Court_SeatBusy");
    await w.court.connect(w.stranger).reward([caseId]);
    await expect(w.court.connect(bad.signer).leaveSeat(bad.seat)).to.be.revertedWithCustomError(w.court, "Court_NotSeatHolder");
  });

  it("pays each case once, many in one call, and passes over those that are not ruled", async () => {
    const w = await loadFixture(world);
    const [first, second] = [await s.aRuled(w, [0, 0, 0]), await s.aRuled(w, [0, 0, 0])];
    const open = await s.anOpened(w);
    const { deposit } = await w.court.caseOf(first.caseId);

    await w.court.reward([first.caseId, open.caseId, s.DIGEST, first.caseId, second.caseId]);

    for (const { panel } of [first, second])
      for (const { signer } of panel) expect(await w.court.creditOf(signer)).to.be.closeTo(pot(deposit) / 3n, 1n);
    await expect(w.court.reward([first.caseId])).not.to.emit(w.court, "Rewarded");
    expect(await w.court.claimable(first.caseId, first.panel[0]!.signer)).to.equal(0n);
  });
});

describe("Court.reclaim", () => {
  it("lets each side bear the cost in proportion to what it lost", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.aRuled(w, [7_000, 8_500, 2_000]);
    const { deposit } = await w.court.caseOf(caseId);

    await w.court.connect(w.stranger).reclaim(caseId, s.partiesOf(w));

    expect(await w.court.creditOf(w.client)).to.equal(deposit - (deposit * 7_000n) / 10_000n);
    expect(await w.court.creditOf(w.developer)).to.equal(deposit - (deposit * 3_000n) / 10_000n);
    await expectSolvent(w, caseId);
  });

  it("reverts Court_AlreadyDone the second time, Court_WrongPeriod before the ruling, and Court_NotParties", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.aTold(w, [0, 0, 0]);
    const { client, developer } = s.partiesOf(w);
    await expect(w.court.reclaim(caseId, s.partiesOf(w)))
      .to.be.revertedWithCustomError(w.court, "Court_WrongPeriod")
      .withArgs(caseId, 5);
    await time.increase(P.fast.appeal + 1n);

    await expect(w.court.reclaim(caseId, { client: developer, developer: client })).to.be.revertedWithCustomError(
      w.court,
      "Court_NotParties",
    );
    await expect(w.court.reclaim(caseId, s.partiesOf(w)))
      .to.emit(w.court, "Ruled")
      .withArgs(caseId, 0, 0);
    await expect(w.court.reclaim(caseId, s.partiesOf(w)))
      .to.be.revertedWithCustomError(w.court, "Court_AlreadyDone")
      .withArgs(caseId);
    expect(await w.court.reclaimable(caseId)).to.deep.equal([0n, 0n]);
  });

  it("returns the pot to the parties when nobody is coherent with the mean of two", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [0, 10_000, 0]);
    await s.reveal(w, caseId, panel[0]!, 0);
    await s.reveal(w, caseId, panel[1]!, 10_000);
    await passAt(w, caseId);
    await passAt(w, caseId);

    const { deposit } = await w.court.caseOf(caseId);
    const lost = P.seatStake + 2n * farOff(deposit);
    expect((await w.court.ruling(caseId)).developerBps).to.equal(5_000n);
    for (const who of [w.client, w.developer])
      expect(await s.owedTo(w, caseId, who)).to.equal(deposit - P.drawBounty / 2n + lost / 2n);
    await w.court.reward([caseId]);
    await expectSolvent(w, caseId);
  });

  describe("when the parties settled", () => {
    const settle = async (w: s.World, terms: Parameters<typeof s.idOf>[1]) => {
      const until = (await time.latest()) + s.DAY;
      const settlement = await s.settlementOf(w, terms, 5_000, until);
      const byClient = await s.signSettlement(w, settlement, w.client);
      await w.escrow.connect(w.developer).settle(plain(terms), 0, 5_000, until, byClient, "0x");
    };

    it("pays those who had revealed, and splits that cost evenly", async () => {
      const w = await loadFixture(world);
      const { terms, caseId, panel } = await s.aDrawn(w);
      await commitAll(w, caseId, panel, [1, 2, 10_000]);
      await s.reveal(w, caseId, panel[2]!, 10_000);
      await settle(w, terms);

      const { deposit } = await w.court.caseOf(caseId);
      expect(await s.owedTo(w, caseId, panel[2]!.signer)).to.equal(pot(deposit));
      for (const who of [w.client, w.developer]) expect(await s.owedTo(w, caseId, who)).to.equal(deposit / 2n);
      await expectSolvent(w, caseId);
      await w.court.reward([caseId]);
      for (const { seat, signer } of panel) {
        expect((await w.court.seatOf(seat)).isBusy).to.equal(false);
        expect(await w.court.seatsOf(signer)).to.equal(1n);
      }
    });

    it("pays a panel that ruled already, whatever it said, when they settle before the ruling is final", async () => {
      const w = await loadFixture(world);
      const { terms, caseId, panel } = await s.aTold(w, [0, 0, 10_000]);
      await settle(w, terms);

      const { deposit } = await w.court.caseOf(caseId);
      for (const { signer } of panel) expect(await s.owedTo(w, caseId, signer)).to.be.closeTo(pot(deposit) / 3n, 1n);
      for (const who of [w.client, w.developer]) expect(await s.owedTo(w, caseId, who)).to.equal(deposit / 2n);
      await expectSolvent(w, caseId);
    });

    it("returns the deposits but for the bounty when nobody had voted", async () => {
      const w = await loadFixture(world);
      const { terms, caseId, panel } = await s.aDrawn(w);
      await s.commit(w, caseId, panel[0]!, 1);
      await settle(w, terms);

      const { deposit } = await w.court.caseOf(caseId);
      for (const who of [w.client, w.developer]) expect(await s.owedTo(w, caseId, who)).to.equal(deposit - P.drawBounty / 2n);
      await expectSolvent(w, caseId);
    });

    it("returns the one deposit when nobody had answered", async () => {
      const w = await loadFixture(world);
      const { terms, caseId } = await s.anOpened(w);
      await settle(w, terms);

      expect(await s.owedTo(w, caseId, w.client)).to.equal((await w.court.caseOf(caseId)).deposit);
      expect(await s.owedTo(w, caseId, w.developer)).to.equal(0n);
      await expectSolvent(w, caseId);
    });
  });
});
