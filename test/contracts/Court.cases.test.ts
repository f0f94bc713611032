import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, P, DIGEST } = s;

describe("Court.depositFor", () => {
  it("is a share of what is at stake, between the least and the most", async () => {
    const { court } = await loadFixture(world);
    const share = (P.depositBps * 3n * ETHER) / 10_000n;

    expect(await court.depositFor(3n * ETHER, s.COIN)).to.equal(share);
    expect(await court.depositFor(1n, s.COIN)).to.equal(P.minDeposit);
    expect(await court.depositFor(1_000n * ETHER, s.COIN)).to.equal(P.maxDeposit);
    expect((await court.depositFor(3n * ETHER + 12_345_678_900n, s.COIN)) % 10n ** 12n).to.equal(0n);
  });

  it("is the most for a token, which has no price here", async () => {
    const w = await loadFixture(world);

    expect(await w.court.depositFor(1n, w.tokenAddress)).to.equal(P.maxDeposit);
  });
});

describe("Court's reads", () => {
  it("know nothing of a case that nobody opened", async () => {
    const { court } = await loadFixture(world);
    const found = await court.caseOf(s.DIGEST);

    expect([found.period, found.deadline, found.deposit, found.round, found.panel.length]).to.deep.equal([0n, 0n, 0n, 0n, 0]);
  });

  it("say how many owners a round needs: for the first the least there may be, for each later one those who sat and the parties beside", async () => {
    const { court } = await loadFixture(world);

    expect(await Promise.all([1, 2, 3].map((round) => court.ownersFor(round)))).to.deep.equal([P.minOwners, 12n, 27n]);
  });
});

describe("Court.open", () => {
  it("notes the parties, the deposit and the time to answer", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    const id = await s.idOf(w, terms);
    const deposit = await s.depositOf(w, terms);
    const at = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(at);
    const answerBy = BigInt(at) + P.fast.answer;
    const caseId = await w.court.caseIdOf(id, 0);

    await expect(w.escrow.connect(w.client).dispute(plain(terms), 0, "", ethers.ZeroHash, { value: deposit }))
      .to.emit(w.court, "Opened")
      .withArgs(caseId, id, 0, w.client.address, w.developer.address, false, ETHER, deposit, answerBy);

    const found = await w.court.caseOf(caseId);
    expect(found.slice(0, 13)).to.deep.equal([1n, 0n, false, true, false, deposit, answerBy, 0n, 1n, 0n, false, false, 0n]);
    expect(found.panel).to.have.length(0);
    expect(await w.court.ruling(caseId)).to.deep.equal([false, 0n]);
  });

  it("tells the opener's evidence only when there is some", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);

    const value = await s.depositOf(w, terms);
    await expect(w.escrow.connect(w.client).dispute(plain(terms), 0, "", ethers.ZeroHash, { value })).not.to.emit(
      w.court,
      "Evidence",
    );
    await expect(w.escrow.connect(w.developer).dispute(plain(terms), 1, "u", ethers.ZeroHash, { value })).to.emit(
      w.court,
      "Evidence",
    );
  });

  describe("when it chooses the lane", () => {
    it("takes the fast one up to its limit, and the standard one above it and for a token", async () => {
      const w = await loadFixture(world);
      const cases = [
        { amounts: [P.fastLimit], lane: P.fast, isFast: true },
        { amounts: [P.fastLimit + 1n], lane: P.standard, isFast: false },
        { amounts: [1n], token: w.tokenAddress, lane: P.standard, isFast: false },
      ];

      for (const { lane, isFast, ...options } of cases) {
        const { caseId } = await s.anOpened(w, options);
        const openedAt = BigInt(await time.latest());
        const opened = await w.court.caseOf(caseId);
        expect([opened.isFast, opened.deadline]).to.deep.equal([isFast, openedAt + lane.answer]);

        await s.answer(w, caseId);
        const answeredAt = BigInt(await time.latest());
        expect((await w.court.caseOf(caseId)).deadline).to.equal(answeredAt + lane.evidence);
        await s.draw(w, caseId);
        expect((await w.court.caseOf(caseId)).deadline).to.equal(BigInt(await time.latest()) + lane.commit);
        const panel = await s.panelOf(w, caseId);
        for (const juror of panel) await s.commit(w, caseId, juror, 1);
        await s.reveal(w, caseId, panel[0]!, 1);
        expect((await w.court.caseOf(caseId)).deadline).to.equal(BigInt(await time.latest()) + lane.reveal);
        for (const juror of panel.slice(1)) await s.reveal(w, caseId, juror, 1);
        expect((await w.court.caseOf(caseId)).deadline).to.equal(BigInt(await time.latest()) + lane.appeal);
      }
    });

    it("rules in the fast lane within six days of the answer, whoever is silent but the panel", () => {
      const { evidence, commit, reveal, appeal } = P.fast;

      expect(evidence + commit + reveal + appeal).to.equal(6n * 86_400n);
    });
  });

  it("reverts Court_NotEscrow for any caller but the one it knows", async () => {
    const w = await loadFixture(world);

    await expect(
      w.court.connect(w.stranger).open(DIGEST, 0, w.client, w.developer, true, 1, s.COIN, "", DIGEST, { value: P.minDeposit }),
    )
      .to.be.revertedWithCustomError(w.court, "Court_NotEscrow")
      .withArgs(w.stranger.address);
  });

  it("reverts Court_CaseExists when an escrow opens a milestone twice", async () => {
    const w = await loadFixture(world);
    const court = await ethers.deployContract("Court", [w.stranger.address, w.domain.escrow, P]);
    for (const arbiter of w.arbiters) await court.connect(arbiter).takeSeat({ value: P.seatStake });
    const open = () =>
      court.connect(w.stranger).open(DIGEST, 0, w.client, w.developer, true, 1, s.COIN, "", DIGEST, { value: P.minDeposit });
    await open();

    await expect(open()).to.be.revertedWithCustomError(court, "Court_CaseExists");
  });

  it("reverts Court_TooFewOwners while too few wallets hold seats", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    for (const [i, arbiter] of w.arbiters.slice(0, 4).entries()) await w.court.connect(arbiter).leaveSeat(i + 1);
    await time.increase(2 * s.DAY);
    const value = await s.depositOf(w, terms);
    await s.dispute(w, terms, 1, w.developer);
    await time.increase(28 * s.DAY);
    for (const [i, arbiter] of w.arbiters.slice(0, 4).entries()) await w.court.connect(arbiter).leaveSeat(i + 1);
    const later = await s.aSubmitted(w);

    await expect(w.escrow.connect(w.client).dispute(plain(later), 0, "", ethers.ZeroHash, { value }))
      .to.be.revertedWithCustomError(w.court, "Court_TooFewOwners")
      .withArgs(8, P.minOwners);
  });
});

describe("Court.answer", () => {
  it("takes the second deposit from anyone, and names the seed block", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);
    const { deposit } = await w.court.caseOf(caseId);
    const at = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(at);
    const seedBlock = BigInt(await ethers.provider.getBlockNumber()) + 1n + P.fast.evidenceBlocks;

    const sent = w.court.connect(w.stranger).answer(caseId, "", DIGEST, { value: deposit });

    await expect(sent)
      .to.emit(w.court, "Answered")
      .withArgs(caseId, w.stranger.address, BigInt(at) + P.fast.evidence, seedBlock);
    await expect(sent).to.emit(w.court, "Evidence").withArgs(caseId, w.stranger.address, "", DIGEST);
    expect((await w.court.caseOf(caseId)).seedBlock).to.equal(seedBlock);
    expect((await w.court.caseOf(caseId)).period).to.equal(2n);
  });

  it("is in time in the last second, and reverts Court_PeriodOver after it", async () => {
    const w = await loadFixture(world);
    const [{ caseId: first }, { caseId: second }] = [await s.anOpened(w), await s.anOpened(w)];
    const by = (await w.court.caseOf(first)).deadline;

    await time.setNextBlockTimestamp(by);
    await s.answer(w, first);
    await time.increaseTo((await w.court.caseOf(second)).deadline);
    await expect(s.answer(w, second)).to.be.revertedWithCustomError(w.court, "Court_PeriodOver");
  });

  it("reverts Court_WrongDeposit for a wei too little or too much", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);
    const { deposit } = await w.court.caseOf(caseId);

    for (const value of [deposit - 1n, deposit + 1n]) {
      await expect(w.court.connect(w.developer).answer(caseId, "", DIGEST, { value }))
        .to.be.revertedWithCustomError(w.court, "Court_WrongDeposit")
        .withArgs(deposit, value);
    }
  });

  it("reverts Court_WrongPeriod for an unknown case, or the second time", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anAnswered(w);

    await expect(w.court.answer(DIGEST, "", DIGEST))
      .to.be.revertedWithCustomError(w.court, "Court_WrongPeriod")
      .withArgs(DIGEST, 0);
    await expect(s.answer(w, caseId)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod").withArgs(caseId, 2);
  });
});

describe("Court.submitEvidence", () => {
  it("tells what a party brings, until the draw", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);

    await expect(w.court.connect(w.client).submitEvidence(caseId, s.partiesOf(w), "u", DIGEST))
      .to.emit(w.court, "Evidence")
      .withArgs(caseId, w.client.address, "u", DIGEST);
    await s.answer(w, caseId);
    await expect(w.court.connect(w.developer).submitEvidence(caseId, s.partiesOf(w), "v", DIGEST)).to.emit(w.court, "Evidence");
    await s.draw(w, caseId);
    await expect(w.court.connect(w.client).submitEvidence(caseId, s.partiesOf(w), "u", DIGEST))
      .to.be.revertedWithCustomError(w.court, "Court_WrongPeriod")
      .withArgs(caseId, 3);
  });

  it("reverts Court_NotParties when others are named, in another order too", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);
    const { client, developer } = s.partiesOf(w);

    for (const wrong of [
      { client: developer, developer: client },
      { client, developer: w.stranger.address },
    ]) {
      await expect(w.court.connect(w.client).submitEvidence(caseId, wrong, "u", DIGEST))
        .to.be.revertedWithCustomError(w.court, "Court_NotParties")
        .withArgs(caseId, wrong.client, wrong.developer);
    }
  });

  it("reverts Court_NotParty for anyone else", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);

    await expect(
      w.court.connect(w.arbiters[0]!).submitEvidence(caseId, s.partiesOf(w), "u", DIGEST),
    ).to.be.revertedWithCustomError(w.court, "Court_NotParty");
  });
});

describe("Court.close", () => {
  it("reverts Court_NotEscrow for anyone, and Court_WrongPeriod for no running case", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);
    const court = await ethers.deployContract("Court", [w.stranger.address, w.domain.escrow, P]);

    await expect(w.court.connect(w.client).close(caseId)).to.be.revertedWithCustomError(w.court, "Court_NotEscrow");
    await expect(court.connect(w.stranger).close(caseId))
      .to.be.revertedWithCustomError(court, "Court_WrongPeriod")
      .withArgs(caseId, 0);
  });
});
