import { expect } from "chai";
import { commitAll, expectSolvent, penalty, pot } from "./support/court.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, passAt, time, world, plain, ETHER, P } = s;

describe("Court.pass", () => {
  it("rules for the claimant when nobody answered in time, and returns the deposit", async () => {
    const w = await loadFixture(world);
    const byClient = await s.anOpened(w);
    const terms = await s.aSubmitted(w);
    const byDeveloper = await s.dispute(w, terms, 0, w.developer);

    await expect(passAt(w, byClient.caseId)).to.emit(w.court, "Ruled").withArgs(byClient.caseId, 0, 1);
    await expect(passAt(w, byDeveloper)).to.emit(w.court, "Ruled").withArgs(byDeveloper, 10_000, 1);

    const { deposit } = await w.court.caseOf(byDeveloper);
    expect(await s.owedTo(w, byDeveloper, w.developer)).to.equal(deposit);
    expect(await s.owedTo(w, byDeveloper, w.client)).to.equal(0n);
    await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalance(ethers, w.developer, (ETHER * 99n) / 100n);
    await w.escrow.execute(plain(byClient.terms), 0);
    expect((await w.reputation.standingOf(w.client)).slice(2, 4)).to.deep.equal([1n, 1n]);
  });

  it("splits evenly and returns both deposits when nobody drew in time", async () => {
    const w = await loadFixture(world);
    const { terms, caseId } = await s.anOpened(w);
    await s.answer(w, caseId);
    const { deadline, deposit } = await w.court.caseOf(caseId);

    await time.increaseTo(deadline + P.drawPeriod - 5n);
    await expect(s.pass(w, caseId))
      .to.be.revertedWithCustomError(w.court, "Court_PeriodOpen")
      .withArgs(caseId, deadline + P.drawPeriod);
    await time.increaseTo(deadline + P.drawPeriod);
    await expect(s.pass(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 5_000, 2);

    for (const who of [w.client, w.developer]) expect(await s.owedTo(w, caseId, who)).to.equal(deposit);
    expect((await w.court.caseOf(caseId)).panel).to.have.length(0);
    await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalance(ethers, w.client, ETHER / 2n);
    await expectSolvent(w, caseId);
  });

  it("starts the reveal early when every commitment is in", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [1, 2, 3], [2]);

    await expect(s.pass(w, caseId)).to.be.revertedWithCustomError(w.court, "Court_PeriodOpen");
    await s.commit(w, caseId, panel[2]!, 3);
    await expect(s.pass(w, caseId))
      .to.emit(w.court, "RevealStarted")
      .withArgs(caseId, BigInt(await time.latest()) + 1n + P.fast.reveal);
  });

  describe("when a commitment is missing after its period", () => {
    it("slashes the silent arbiter, returns the rest of its stake, and draws another once", async () => {
      const w = await loadFixture(world);
      const { caseId, panel } = await s.aDrawn(w);
      const silent = panel[1]!;
      await commitAll(w, caseId, panel, [1, 2, 3], [1]);

      const sent = passAt(w, caseId);

      await expect(sent).to.emit(w.court, "Slashed").withArgs(caseId, silent.seat, penalty);
      await expect(sent)
        .to.emit(w.court, "StakeReturned")
        .withArgs(silent.seat, silent.signer.address, P.seatStake - penalty);
      const after = await s.panelOf(w, caseId);
      const newcomer = after[1]!;
      const commitBy = BigInt(await time.latest()) + P.fast.commit;
      await expect(sent).to.emit(w.court, "Drawn").withArgs(caseId, 1, [newcomer.seat], commitBy);
      expect([after[0]!.seat, after[2]!.seat]).to.deep.equal([panel[0]!.seat, panel[2]!.seat]);
      expect(panel.map(({ signer }) => signer.address)).not.to.include(newcomer.signer.address);
      await s.commit(w, caseId, newcomer, 2);
      for (const [i, juror] of after.entries()) await s.reveal(w, caseId, juror, i + 1);
      await passAt(w, caseId);
      expect((await w.court.ruling(caseId)).developerBps).to.equal(2n);
      await expectSolvent(w, caseId);
    });

    it("goes on with a quorum when the newcomer is silent too", async () => {
      const w = await loadFixture(world);
      const { caseId, panel } = await s.aDrawn(w);
      await commitAll(w, caseId, panel, [4_000, 5_001, 0], [2]);
      await passAt(w, caseId);

      await expect(passAt(w, caseId)).to.emit(w.court, "RevealStarted");
      await s.reveal(w, caseId, panel[0]!, 4_000);
      await s.reveal(w, caseId, panel[1]!, 5_001);
      await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 4_500, 0);
      const { deposit } = await w.court.caseOf(caseId);
      const reward = (pot(deposit) + 2n * penalty) / 2n;
      for (const juror of panel.slice(0, 2)) expect(await s.owedTo(w, caseId, juror.signer)).to.equal(reward);
      await expectSolvent(w, caseId);
    });

    it("splits evenly without a quorum where no larger panel can be found; the deposits return, and what is left of the slashed stakes", async () => {
      const w = await loadFixture(world);
      const { caseId, panel } = await s.aDrawn(w);
      await commitAll(w, caseId, panel, [1, 1, 1], [1, 2]);
      await passAt(w, caseId);

      await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 5_000, 2);
      const { deposit } = await w.court.caseOf(caseId);
      for (const who of [w.client, w.developer]) {
        expect(await s.owedTo(w, caseId, who)).to.equal(deposit - P.drawBounty / 2n + 2n * penalty);
      }
      expect(await s.owedTo(w, caseId, panel[0]!.signer)).to.equal(0n);
      await expectSolvent(w, caseId);
      await w.court.reward([caseId]);
      expect((await w.court.seatOf(panel[0]!.seat)).isBusy).to.equal(false);
    });

    it("splits evenly when the whole panel is silent twice", async () => {
      const w = await loadFixture(world);
      const { caseId } = await s.aDrawn(w);
      await passAt(w, caseId);

      await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 5_000, 2);
      const { deposit } = await w.court.caseOf(caseId);
      for (const who of [w.client, w.developer]) {
        expect(await s.owedTo(w, caseId, who)).to.equal(deposit - P.drawBounty / 2n + 3n * penalty);
      }
      await expectSolvent(w, caseId);
    });

    it("goes on without a newcomer when no seat is free for one", async () => {
      const w = await loadFixture(world);
      const { caseId } = await s.anOpened(w);
      await s.answer(w, caseId);
      // They count for the draw, since they announced after the answer, and not for a redraw after they announced.
      for (const [i, arbiter] of w.arbiters.entries()) await w.court.connect(arbiter).leaveSeat(i + 1);
      await s.draw(w, caseId);
      const panel = await s.panelOf(w, caseId);
      await commitAll(w, caseId, panel, [1, 3, 1], [2]);

      const sent = passAt(w, caseId);

      await expect(sent).to.emit(w.court, "RevealStarted");
      await expect(sent).not.to.emit(w.court, "Drawn");
      const { seat, arbiter, isSlashed } = (await w.court.caseOf(caseId)).panel[2]!;
      expect([seat, arbiter, isSlashed]).to.deep.equal([0n, ethers.ZeroAddress, true]);
      await s.reveal(w, caseId, panel[0]!, 1);
      await expect(s.reveal(w, caseId, panel[1]!, 3)).to.emit(w.court, "RoundRuled");
      await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 2, 0);
      await expectSolvent(w, caseId);
    });

    it("splits evenly at once when no seat is free and nobody else committed", async () => {
      const w = await loadFixture(world);
      const { caseId } = await s.anOpened(w);
      await s.answer(w, caseId);
      for (const [i, arbiter] of w.arbiters.entries()) await w.court.connect(arbiter).leaveSeat(i + 1);
      await s.draw(w, caseId);

      await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 5_000, 2);
      await expectSolvent(w, caseId);
    });
  });

  describe("when a vote is not revealed in time", () => {
    it("costs the whole seat, and the others rule", async () => {
      const w = await loadFixture(world);
      const { caseId, panel } = await s.aDrawn(w);
      await commitAll(w, caseId, panel, [6_000, 7_000, 1]);
      await s.reveal(w, caseId, panel[0]!, 6_000);
      await s.reveal(w, caseId, panel[1]!, 7_000);

      const sent = passAt(w, caseId);

      await expect(sent).to.emit(w.court, "Slashed").withArgs(caseId, panel[2]!.seat, P.seatStake);
      await expect(sent).to.emit(w.court, "RoundRuled");
      await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 6_500, 0);
      const { deposit } = await w.court.caseOf(caseId);
      expect(await s.owedTo(w, caseId, panel[0]!.signer)).to.equal((pot(deposit) + P.seatStake) / 2n);
      expect(await s.owedTo(w, caseId, panel[2]!.signer)).to.equal(0n);
      expect((await w.court.caseOf(caseId)).panel[2]!.isSlashed).to.equal(true);
      await expectSolvent(w, caseId);
    });

    it("splits evenly without a quorum where no larger panel can be found, and the one who revealed gets the others' stakes", async () => {
      const w = await loadFixture(world);
      const { caseId, panel } = await s.aDrawn(w);
      await commitAll(w, caseId, panel, [1, 1, 1]);
      await s.reveal(w, caseId, panel[1]!, 1);

      await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 5_000, 2);
      expect(await s.owedTo(w, caseId, panel[1]!.signer)).to.equal(2n * P.seatStake - P.drawBounty);
      await expectSolvent(w, caseId);
    });
  });

  it("reverts Court_WrongPeriod for an unknown or ruled case, and Court_PeriodOpen before the end of each period", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);
    const ruled = await s.aTold(w, [1, 1, 1]);
    await passAt(w, ruled.caseId);
    const opened = await s.anOpened(w);

    await expect(s.pass(w, s.DIGEST)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod").withArgs(s.DIGEST, 0);
    await expect(s.pass(w, ruled.caseId)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod").withArgs(ruled.caseId, 6);
    await expect(s.pass(w, opened.caseId)).to.be.revertedWithCustomError(w.court, "Court_PeriodOpen");
    await s.pass(w, caseId);
    const told = await s.aTold(w, [1, 1, 1]);
    await expect(s.pass(w, told.caseId)).to.be.revertedWithCustomError(w.court, "Court_PeriodOpen");
  });

  it("reverts Court_NotParties for other parties, whom it could not keep out of the panel", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.aDrawn(w);
    await time.increaseTo((await w.court.caseOf(caseId)).deadline);

    await expect(
      w.court.pass(caseId, { client: w.stranger.address, developer: w.developer.address }),
    ).to.be.revertedWithCustomError(w.court, "Court_NotParties");
  });

  it("says that a ruling is final once the time to appeal has passed", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.aTold(w, [1, 2, 3]);

    await expect(passAt(w, caseId)).to.emit(w.court, "Ruled").withArgs(caseId, 2, 0);
  });
});
