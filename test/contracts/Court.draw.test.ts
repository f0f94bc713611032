import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, P, DIGEST } = s;

/** Mines until block `number` exists; hardhat_mine leaves blocks without parents. */
async function mineTo(number: bigint) {
  while (BigInt(await ethers.provider.getBlockNumber()) < number) await s.provider.request({ method: "evm_mine", params: [] });
}

describe("Court.draw", () => {
  it("draws three distinct owners, holds their stakes and pays the bounty", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anAnswered(w);

    const sent = await s.draw(w, caseId);

    const panel = await s.panelOf(w, caseId);
    const commitBy = BigInt(await time.latest()) + P.fast.commit;
    await expect(sent)
      .to.emit(w.court, "Drawn")
      .withArgs(
        caseId,
        1,
        panel.map(({ seat }) => seat),
        commitBy,
      );
    await expect(sent).to.emit(w.court, "Rewarded").withArgs(caseId, w.stranger.address, P.drawBounty);
    expect(new Set(panel.map(({ signer }) => signer.address)).size).to.equal(3);
    for (const { seat } of panel) expect((await w.court.seatOf(seat)).isBusy).to.equal(true);
    expect(await w.court.creditOf(w.stranger)).to.equal(P.drawBounty);
  });

  it("draws the same panel whoever calls, from the same header", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anAnswered(w);
    await time.increase(P.fast.evidence);
    const snapshot = await s.networkHelpers.takeSnapshot();

    await s.draw(w, caseId, w.stranger);
    const first = (await s.panelOf(w, caseId)).map(({ seat }) => seat);
    await snapshot.restore();
    await s.draw(w, caseId, w.client);

    expect((await s.panelOf(w, caseId)).map(({ seat }) => seat)).to.deep.equal(first);
  });

  it("draws no party, even one that holds a seat", async () => {
    const w = await loadFixture(world);
    for (const party of [w.client, w.developer]) await w.court.connect(party).takeSeat({ value: P.seatStake });
    await time.increase(P.seatDelay);

    for (let i = 0; i < 3; i++) {
      const { caseId } = await s.anAnswered(w);
      await s.draw(w, caseId);
      const { panel } = await w.court.caseOf(caseId);
      for (const { arbiter } of panel) expect([w.client.address, w.developer.address]).not.to.include(arbiter);
    }
  });

  it("draws no seat taken too late, and none that another case holds", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);
    for (const late of (await ethers.getSigners()).slice(17, 20)) await w.court.connect(late).takeSeat({ value: P.seatStake });
    await s.answer(w, caseId);
    const others = [await s.anAnswered(w), await s.anAnswered(w), await s.anAnswered(w)];
    const taken = new Set<bigint>();

    for (const each of [caseId, ...others.map((other) => other.caseId)]) {
      await s.draw(w, each).catch(() => undefined);
      for (const { seat } of (await w.court.caseOf(each)).panel) {
        expect(taken.has(seat), `seat ${seat}`).to.equal(false);
        if (each === caseId) expect(Number(seat)).to.be.at.most(12);
        taken.add(seat);
      }
    }
    expect(taken.size).to.be.at.least(9);
  });

  it("draws from the seats that there were when the case was opened, however old others are by the answer", async () => {
    const w = await loadFixture(world);
    const openSome = async () => [await s.anOpened(w), await s.anOpened(w), await s.anOpened(w), await s.anOpened(w)];
    const before = await openSome();
    for (const late of (await ethers.getSigners()).slice(17, 26)) await w.court.connect(late).takeSeat({ value: P.seatStake });
    await time.increase(P.seatDelay);
    const after = await openSome();
    for (const { caseId } of [...before, ...after]) await s.answer(w, caseId);
    const highestOf = async (cases: typeof before) => {
      const drawn: number[] = [];
      for (const { caseId } of cases) {
        const snapshot = await s.networkHelpers.takeSnapshot();
        await s.draw(w, caseId);
        drawn.push(...(await s.panelOf(w, caseId)).map(({ seat }) => Number(seat)));
        await snapshot.restore();
      }
      return Math.max(...drawn);
    };

    expect(await highestOf(before)).to.be.at.most(12);
    expect(await highestOf(after)).to.be.above(12);
  });

  it("reverts Court_PanelNotFound while too few seats are free", async () => {
    const w = await loadFixture(world);
    const cases = [];
    for (let i = 0; i < 6; i++) cases.push((await s.anAnswered(w)).caseId);
    let refused = 0;

    for (const caseId of cases) {
      const { seedBlock, deadline } = await w.court.caseOf(caseId);
      if ((await time.latest()) < Number(deadline)) await time.increaseTo(deadline);
      const sent = w.court.draw(caseId, s.partiesOf(w), await s.headerOf(seedBlock));
      await sent.catch(async () => {
        refused++;
        await expect(w.court.draw(caseId, s.partiesOf(w), await s.headerOf(seedBlock))).to.be.revertedWithCustomError(
          w.court,
          "Court_PanelNotFound",
        );
      });
    }

    expect(refused).to.be.at.least(2);
  });

  it("reverts Court_NotParties for other parties, whom it could not keep out of the panel", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anAnswered(w);
    const { deadline } = await w.court.caseOf(caseId);
    await time.increaseTo(deadline);
    const others = { client: w.stranger.address, developer: w.developer.address };

    await expect(w.court.draw(caseId, others, "0x"))
      .to.be.revertedWithCustomError(w.court, "Court_NotParties")
      .withArgs(caseId, others.client, others.developer);
  });

  it("reverts Court_PeriodOpen before the evidence period ends", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anAnswered(w);
    await mineTo((await w.court.caseOf(caseId)).seedBlock);
    const { seedBlock, deadline } = await w.court.caseOf(caseId);

    await expect(w.court.draw(caseId, s.partiesOf(w), await s.headerOf(seedBlock)))
      .to.be.revertedWithCustomError(w.court, "Court_PeriodOpen")
      .withArgs(caseId, deadline);
  });

  it("reverts Court_PeriodOver when the draw period has passed", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anAnswered(w);
    const { deadline } = await w.court.caseOf(caseId);
    await time.increaseTo(deadline + P.drawPeriod);

    await expect(s.draw(w, caseId)).to.be.revertedWithCustomError(w.court, "Court_PeriodOver");
  });

  it("reverts Court_SeedTooEarly before the seed block exists", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anAnswered(w);
    const { seedBlock, deadline } = await w.court.caseOf(caseId);
    await time.setNextBlockTimestamp(deadline);

    await expect(w.court.draw(caseId, s.partiesOf(w), "0x"))
      .to.be.revertedWithCustomError(w.court, "Court_SeedTooEarly")
      .withArgs(caseId, seedBlock);
  });

  it("reverts Court_BadHeader for another block's header, or one that was touched", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anAnswered(w);
    const { seedBlock, deadline } = await w.court.caseOf(caseId);
    await time.increaseTo(deadline);
    const header = await s.headerOf(seedBlock);

    for (const wrong of [await s.headerOf(seedBlock - 1n), `${header.slice(0, -2)}00`, "0x"]) {
      await expect(w.court.draw(caseId, s.partiesOf(w), wrong))
        .to.be.revertedWithCustomError(w.court, "Court_BadHeader")
        .withArgs(caseId, seedBlock);
    }
  });

  describe("when the seed block was missed", () => {
    it("moves to the next of the series, which nobody chooses", async () => {
      const w = await loadFixture(world);
      const { caseId } = await s.anAnswered(w);
      const { seedBlock, deadline } = await w.court.caseOf(caseId);
      await time.increaseTo(deadline);

      // A call from the pending block: 256 blocks past the seed block the first still serves, one later the second does.
      await mineTo(seedBlock + P.seedWindow - 1n);
      const snapshot = await s.networkHelpers.takeSnapshot();
      await w.court.draw(caseId, s.partiesOf(w), await s.headerOf(seedBlock));
      await snapshot.restore();
      await mineTo(seedBlock + P.seedWindow);
      await expect(w.court.draw(caseId, s.partiesOf(w), await s.headerOf(seedBlock)))
        .to.be.revertedWithCustomError(w.court, "Court_BadHeader")
        .withArgs(caseId, seedBlock + P.seedWindow);
      await w.court.draw(caseId, s.partiesOf(w), await s.headerOf(seedBlock + P.seedWindow));
    });

    it("asks the history contract beyond 256 blocks where there is one, and says when the hash is lost", async () => {
      const w = await loadFixture(world);
      const court = await ethers.deployContract("Court", [w.stranger.address, w.domain.escrow, { ...P, seedWindow: 8_191n }]);
      for (const arbiter of w.arbiters) await court.connect(arbiter).takeSeat({ value: P.seatStake });
      await time.increase(P.seatDelay);
      await court
        .connect(w.stranger)
        .open(DIGEST, 0, w.client, w.developer, true, 1, s.COIN, "", DIGEST, { value: P.minDeposit });
      const caseId = await court.caseIdOf(DIGEST, 0);
      await court.answer(caseId, "", DIGEST, { value: P.minDeposit });
      const { seedBlock, deadline } = await court.caseOf(caseId);
      await time.increaseTo(deadline);
      await mineTo(seedBlock + 300n);
      const header = await s.headerOf(seedBlock);

      await expect(court.draw(caseId, s.partiesOf(w), header))
        .to.be.revertedWithCustomError(court, "Court_SeedLost")
        .withArgs(caseId, seedBlock, seedBlock + 8_191n);
      // A stand-in that answers what it holds at the slot of the block's number, as EIP-2935 does.
      const history = "0x0000F90827F1C53a10cb7A02335B175320002935";
      await s.networkHelpers.setCode(history, "0x5f35545f5260205ff3");
      await s.networkHelpers.setStorageAt(history, seedBlock, ethers.keccak256(header));
      await expect(court.draw(caseId, s.partiesOf(w), header)).to.emit(court, "Drawn");
    });
  });

  it("reverts Court_WrongPeriod before the answer and after the draw", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.anOpened(w);

    await expect(w.court.draw(caseId, s.partiesOf(w), "0x"))
      .to.be.revertedWithCustomError(w.court, "Court_WrongPeriod")
      .withArgs(caseId, 1);
    await s.answer(w, caseId);
    await s.draw(w, caseId);
    await expect(w.court.draw(caseId, s.partiesOf(w), "0x"))
      .to.be.revertedWithCustomError(w.court, "Court_WrongPeriod")
      .withArgs(caseId, 3);
  });
});
