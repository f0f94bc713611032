import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, passAt, time, world, plain, ETHER, P } = s;

/** What a vote far from the ruling loses in a case with this deposit. */
const farOff = (deposit: bigint) => (P.seatStake * P.incoherenceBps * deposit) / (10_000n * P.maxDeposit);

const penalty = (P.seatStake * P.silenceBps) / 10_000n;
const pot = (deposit: bigint) => deposit - P.drawBounty;

/** Everyone of the panel commits, save those named. */
async function commitAll(w: s.World, caseId: s.Hex, panel: s.Juror[], votes: number[], silent: number[] = []) {
  for (const [i, juror] of panel.entries()) if (!silent.includes(i)) await s.commit(w, caseId, juror, votes[i]!);
}

/** Nobody's wei is lost: what the court holds is stakes, credits and what can be claimed. */
async function expectSolvent(w: s.World, caseId: s.Hex) {
  await w.court.connect(w.treasury).reward([caseId]);
  const everyone = [w.client, w.developer, w.stranger, ...w.arbiters];
  let owed = 0n;
  for (const { address } of everyone) {
    owed += await w.court.creditOf(address);
    owed += (await w.court.seatsOf(address)) * P.seatStake;
    owed += await s.owedTo(w, caseId, { address });
  }
  expect(owed).to.equal(await ethers.provider.getBalance(w.court));
}

describe("Court.commit", () => {
  it("takes one commitment of each drawn arbiter", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const [juror] = panel as [s.Juror];
    const commitment = s.commitmentOf(w, caseId, juror, 4_000);

    await expect(s.commit(w, caseId, juror, 4_000))
      .to.emit(w.court, "Committed")
      .withArgs(caseId, juror.seat, commitment);

    const [seen, next] = (await w.court.caseOf(caseId)).panel;
    expect(seen!.commitment).to.equal(commitment);
    for (const each of [seen!, next!]) expect([each.hasVoted, each.developerBps]).to.deep.equal([false, 0n]);
    await expect(s.commit(w, caseId, juror, 5_000))
      .to.be.revertedWithCustomError(w.court, "Court_AlreadyCommitted")
      .withArgs(caseId, juror.seat);
  });

  it("reverts Court_NotDrawn, Court_NotSeatHolder, Court_EmptyCommitment or Court_WrongPeriod", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const [juror] = panel as [s.Juror];
    const other = w.arbiters.findIndex(({ address }) => panel.every(({ signer }) => signer.address !== address));

    for (const seat of [0, other + 1, 99]) {
      await expect(w.court.connect(w.arbiters[other]!).commit(caseId, seat, s.DIGEST))
        .to.be.revertedWithCustomError(w.court, "Court_NotDrawn")
        .withArgs(caseId, seat);
    }
    await expect(w.court.connect(w.stranger).commit(caseId, juror.seat, s.DIGEST)).to.be.revertedWithCustomError(
      w.court,
      "Court_NotSeatHolder",
    );
    await expect(w.court.connect(juror.signer).commit(caseId, juror.seat, ethers.ZeroHash)).to.be.revertedWithCustomError(
      w.court,
      "Court_EmptyCommitment",
    );
    await expect(w.court.connect(juror.signer).commit(s.DIGEST, juror.seat, s.DIGEST)).to.be.revertedWithCustomError(
      w.court,
      "Court_WrongPeriod",
    );
  });

  it("is in time in the last second, and reverts Court_PeriodOver after it", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const { deadline } = await w.court.caseOf(caseId);

    await time.setNextBlockTimestamp(deadline);
    await s.commit(w, caseId, panel[0]!, 1);
    await time.setNextBlockTimestamp(deadline + 1n);
    await expect(s.commit(w, caseId, panel[1]!, 1))
      .to.be.revertedWithCustomError(w.court, "Court_PeriodOver")
      .withArgs(caseId, deadline);
  });
});

describe("Court.reveal", () => {
  it("starts the reveal as soon as every commitment is in, and ends the round with the last vote", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [9_000, 1_000, 4_000]);

    const first = s.reveal(w, caseId, panel[0]!, 9_000);
    await expect(first).to.emit(w.court, "RevealStarted");
    await expect(first).to.emit(w.court, "Revealed").withArgs(caseId, panel[0]!.seat, 9_000);
    await expect(s.reveal(w, caseId, panel[1]!, 1_000)).not.to.emit(w.court, "RevealStarted");
    expect(await w.court.ruling(caseId)).to.deep.equal([false, 0n]);
    const last = await s.reveal(w, caseId, panel[2]!, 4_000);
    const appealBy = BigInt(await time.latest()) + P.fast.appeal;
    await expect(last).to.emit(w.court, "RoundRuled").withArgs(caseId, 1, 4_000, appealBy);
    await expect(last).not.to.emit(w.court, "Ruled");
  });

  it("is final by the clock alone, in the first second after the time to appeal", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.aTold(w, [9_000, 1_000, 4_000]);
    const { deadline, developerBps } = await w.court.caseOf(caseId);
    expect(developerBps).to.equal(4_000n);

    await time.increaseTo(deadline);
    expect(await w.court.ruling(caseId)).to.deep.equal([false, 0n]);
    expect((await w.court.caseOf(caseId)).period).to.equal(5n);
    await time.increaseTo(deadline + 1n);
    expect(await w.court.ruling(caseId)).to.deep.equal([true, 4_000n]);
    const ruled = await w.court.caseOf(caseId);
    expect([ruled.period, ruled.deadline, ruled.developerBps]).to.deep.equal([6n, 0n, 4_000n]);
  });

  it("may be sent by anyone who knows vote and salt", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [1, 2, 3]);

    await expect(w.court.connect(w.stranger).reveal(caseId, panel[0]!.seat, 1, s.SALT)).to.emit(w.court, "Revealed");
  });

  it("reverts Court_PeriodOpen while a commitment is missing", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [1, 2, 3], [2]);

    await expect(s.reveal(w, caseId, panel[0]!, 1)).to.be.revertedWithCustomError(w.court, "Court_PeriodOpen");
  });

  it("reverts Court_CommitmentMismatch for another vote, salt or seat, and the second time", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [1, 1, 1]);
    const [juror, other] = panel as [s.Juror, s.Juror];

    await expect(s.reveal(w, caseId, juror, 2))
      .to.be.revertedWithCustomError(w.court, "Court_CommitmentMismatch")
      .withArgs(caseId, juror.seat);
    await expect(w.court.reveal(caseId, juror.seat, 1, s.DIGEST)).to.be.revertedWithCustomError(
      w.court,
      "Court_CommitmentMismatch",
    );
    await s.reveal(w, caseId, juror, 1);
    await expect(s.reveal(w, caseId, juror, 1)).to.be.revertedWithCustomError(w.court, "Court_CommitmentMismatch");
    await expect(w.court.reveal(caseId, other.seat, 1, ethers.ZeroHash)).to.be.revertedWithCustomError(
      w.court,
      "Court_CommitmentMismatch",
    );
  });

  it("does not take a commitment that was copied from another arbiter", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const [victim, copier, third] = panel as [s.Juror, s.Juror, s.Juror];
    const copied = s.commitmentOf(w, caseId, victim, 7_000);
    await s.commit(w, caseId, victim, 7_000);
    await w.court.connect(copier.signer).commit(caseId, copier.seat, copied);
    await s.commit(w, caseId, third, 7_000);

    await s.reveal(w, caseId, victim, 7_000);
    await expect(s.reveal(w, caseId, copier, 7_000)).to.be.revertedWithCustomError(w.court, "Court_CommitmentMismatch");
  });

  it("reverts Court_BadVote over everything, Court_NotDrawn, Court_WrongPeriod, or Court_PeriodOver", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [10_001, 1, 1]);

    await expect(s.reveal(w, caseId, panel[0]!, 10_001))
      .to.be.revertedWithCustomError(w.court, "Court_BadVote")
      .withArgs(10_001);
    await expect(w.court.reveal(caseId, 99, 1, s.SALT)).to.be.revertedWithCustomError(w.court, "Court_NotDrawn");
    await expect(w.court.reveal(s.DIGEST, 1, 1, s.SALT)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod");
    await s.reveal(w, caseId, panel[1]!, 1);
    await time.increaseTo((await w.court.caseOf(caseId)).deadline);
    await expect(s.reveal(w, caseId, panel[2]!, 1)).to.be.revertedWithCustomError(w.court, "Court_PeriodOver");
  });
});

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

describe("Court.expose", () => {
  it("takes twice the penalty of silence from whose vote is shown, half of it for whoever shows it, and empties the seat", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const [talker] = panel as [s.Juror];
    await s.commit(w, caseId, talker, 7_000);

    const sent = w.court.connect(w.client).expose(caseId, talker.seat, 7_000, s.SALT);

    await expect(sent).to.emit(w.court, "Exposed").withArgs(caseId, talker.seat, w.client.address, 7_000, penalty);
    await expect(sent)
      .to.emit(w.court, "Slashed")
      .withArgs(caseId, talker.seat, 2n * penalty);
    await expect(sent).to.emit(w.court, "Rewarded").withArgs(caseId, w.client.address, penalty);
    expect(await w.court.creditOf(w.client)).to.equal(penalty);
    expect(await w.court.creditOf(talker.signer)).to.equal(P.seatStake - 2n * penalty);
    expect((await w.court.seatOf(talker.seat)).arbiter).to.equal(ethers.ZeroAddress);
    const [juror] = (await w.court.caseOf(caseId)).panel;
    expect([juror!.seat, juror!.commitment, juror!.isSlashed]).to.deep.equal([0n, ethers.ZeroHash, true]);
  });

  it("costs somebody who shows its own vote as much as silence does", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const [talker] = panel as [s.Juror];
    await s.commit(w, caseId, talker, 7_000);

    await w.court.connect(talker.signer).expose(caseId, talker.seat, 7_000, s.SALT);

    expect(await w.court.creditOf(talker.signer)).to.equal(P.seatStake - penalty);
  });

  it("waits for another arbiter in that place, even when all the others have committed", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [1, 2, 3]);
    await w.court.connect(w.client).expose(caseId, panel[0]!.seat, 1, s.SALT);

    await expect(s.reveal(w, caseId, panel[1]!, 2)).to.be.revertedWithCustomError(w.court, "Court_PeriodOpen");
    await expect(passAt(w, caseId)).to.emit(w.court, "Drawn");
    const [newcomer] = (await s.panelOf(w, caseId)) as [s.Juror];
    expect(panel.map(({ seat }) => seat)).not.to.include(newcomer.seat);
    await s.commit(w, caseId, newcomer, 3);
    for (const [juror, vote] of [
      [newcomer, 3],
      [panel[1]!, 2],
      [panel[2]!, 3],
    ] as const)
      await s.reveal(w, caseId, juror, vote);
    await passAt(w, caseId);

    expect((await w.court.ruling(caseId)).developerBps).to.equal(3n);
    await expectSolvent(w, caseId);
  });

  it("leaves the place empty when it happens after a redraw, and the others go on", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    await commitAll(w, caseId, panel, [1, 2, 3], [2]);
    await passAt(w, caseId);
    const newcomer = (await s.panelOf(w, caseId))[2]!;
    await s.commit(w, caseId, newcomer, 9_000);
    await w.court.connect(w.client).expose(caseId, newcomer.seat, 9_000, s.SALT);

    await s.reveal(w, caseId, panel[0]!, 1);
    await s.reveal(w, caseId, panel[1]!, 2);
    await passAt(w, caseId);

    const { deposit } = await w.court.caseOf(caseId);
    expect((await w.court.ruling(caseId)).developerBps).to.equal(1n);
    expect(await s.owedTo(w, caseId, panel[1]!.signer)).to.equal((pot(deposit) + 2n * penalty) / 2n);
    await expectSolvent(w, caseId);
  });

  it("reverts Court_CommitmentMismatch for a guess, Court_NotDrawn, and Court_WrongPeriod once votes are shown anyway", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const [juror] = panel as [s.Juror];

    await expect(w.court.expose(caseId, juror.seat, 1, s.SALT)).to.be.revertedWithCustomError(
      w.court,
      "Court_CommitmentMismatch",
    );
    await commitAll(w, caseId, panel, [1, 2, 3]);
    await expect(w.court.expose(caseId, juror.seat, 2, s.SALT)).to.be.revertedWithCustomError(
      w.court,
      "Court_CommitmentMismatch",
    );
    await expect(w.court.expose(caseId, 99, 1, s.SALT)).to.be.revertedWithCustomError(w.court, "Court_NotDrawn");
    await s.reveal(w, caseId, panel[1]!, 2);
    await expect(w.court.expose(caseId, juror.seat, 1, s.SALT))
      .to.be.revertedWithCustomError(w.court, "Court_WrongPeriod")
      .withArgs(caseId, 4);
  });
});

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

describe("Court and TypeScript", () => {
  it("make the same commitment", async () => {
    const w = await loadFixture(world);
    const juror = { seat: 7n, signer: w.arbiters[0]! };

    expect(await w.court.commitmentOf(s.DIGEST, 1, 7, juror.signer, 1_234, s.SALT)).to.equal(
      s.commitmentOf(w, s.DIGEST, juror, 1_234),
    );
  });

  it("know a header only when it hashes to its block", async () => {
    const { headerRlp } = await import("../../core/chain/header.ts");
    const block = (await s.provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] })) as never;

    expect(ethers.keccak256(headerRlp(block))).to.equal((block as { hash: string }).hash);
    expect(() => headerRlp({ ...(block as object), mixHash: s.DIGEST } as never)).to.throw("unknown shape");
  });
});
