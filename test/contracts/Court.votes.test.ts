import { expect } from "chai";
import { commitAll, expectSolvent, penalty, pot } from "./support/court.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, passAt, time, world, P } = s;

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
