import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, DAY } = s;

describe("Escrow.dispute", () => {
  it("locks that milestone alone and opens a case with the opener's deposit", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    const value = await s.depositOf(w, terms);
    const caseId = await w.court.caseIdOf(await s.idOf(w, terms), 0);

    const sent = w.escrow.connect(w.client).dispute(plain(terms), 0, "ipfs://x", s.DIGEST, { value });

    await expect(sent)
      .to.emit(w.escrow, "Disputed")
      .withArgs(await s.idOf(w, terms), 0, caseId, w.client.address);
    await expect(sent).to.emit(w.court, "Evidence").withArgs(caseId, w.client.address, "ipfs://x", s.DIGEST);
    await expect(sent).to.changeEtherBalances(ethers, [w.client, w.court, w.escrow], [-value, value, 0n]);
    expect((await s.lane(w, terms, 0)).state).to.equal("Disputed");
    await w.escrow.connect(w.client).release(plain(terms), 1);
  });

  it("is open to the developer for what is funded or submitted", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);

    for (const index of [0, 1]) {
      const caseId = await s.dispute(w, terms, index, w.developer);
      expect((await w.court.caseOf(caseId)).byDeveloper).to.equal(true);
    }
  });

  it("reverts Escrow_WrongState when the client disputes what is not submitted", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);

    await expect(s.dispute(w, terms)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
  });

  it("reverts Escrow_NotAccepted over an offer: nobody is disputed over what they did not sign", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    await s.fund(w, terms);

    for (const by of [w.client, w.developer]) {
      await expect(s.dispute(w, terms, 0, by)).to.be.revertedWithCustomError(w.escrow, "Escrow_NotAccepted");
    }
  });

  it("reverts Escrow_NotParty for anyone else, or Escrow_WrongState the second time", async () => {
    const w = await loadFixture(world);
    const { terms } = await s.anOpened(w);

    await expect(s.dispute(w, terms, 1, w.stranger)).to.be.revertedWithCustomError(w.escrow, "Escrow_NotParty");
    await expect(s.dispute(w, terms, 0, w.developer)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
  });

  it("reverts Escrow_ReviewClosed after the review, and Escrow_SubmissionClosed after the developer's time", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);

    await time.increase(s.REVIEW + s.HOUR);
    for (const by of [w.client, w.developer]) {
      await expect(s.dispute(w, terms, 0, by)).to.be.revertedWithCustomError(w.escrow, "Escrow_ReviewClosed");
    }
    await time.increase(30 * DAY);
    await expect(s.dispute(w, terms, 1, w.developer)).to.be.revertedWithCustomError(w.escrow, "Escrow_SubmissionClosed");
  });

  it("reverts with the court's own error when the deposit is not exact", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    const value = await s.depositOf(w, terms);

    for (const sent of [value - 1n, value + 1n]) {
      await expect(w.escrow.connect(w.client).dispute(plain(terms), 0, "", ethers.ZeroHash, { value: sent }))
        .to.be.revertedWithCustomError(w.court, "Court_WrongDeposit")
        .withArgs(value, sent);
    }
  });

  it("reverts Escrow_WrongCase when a court answers another id", async () => {
    const w = await loadFixture(world);
    const court = await s.aCourt();
    await court.behave(7, 0);
    const terms = { ...(await s.aTerms(w)), court: (await court.getAddress()) as s.Hex };
    await s.fundSigned(w, terms);

    await expect(w.escrow.connect(w.developer).dispute(plain(terms), 0, "", ethers.ZeroHash)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_WrongCase",
    );
  });

  it("cannot be entered again from within a court", async () => {
    const w = await loadFixture(world);
    const court = await s.aCourt();
    const terms = { ...(await s.aTerms(w)), court: (await court.getAddress()) as s.Hex };
    await s.fundSigned(w, terms);
    await court.reenter(w.escrow, s.encode(w, "execute", [plain(terms), 0]));

    await w.escrow.connect(w.developer).dispute(plain(terms), 0, "", ethers.ZeroHash);

    expect(await court.reentered()).to.equal(false);
    expect((await s.lane(w, terms)).state).to.equal("Disputed");
  });
});

describe("Escrow.execute", () => {
  it("pays both sides as the court ruled, to the last unit", async () => {
    const w = await loadFixture(world);
    const { terms } = await s.aRuled(w, [3_333, 3_333, 3_333], { amounts: [1_003n, 1n, 1n] });

    const sent = w.escrow.connect(w.stranger).execute(plain(terms), 0);

    await expect(sent).to.changeEtherBalances(ethers, [w.developer, w.client], [331n, 669n]);
    await expect(sent)
      .to.emit(w.escrow, "Executed")
      .withArgs(await s.idOf(w, terms), 0, 331, 669, 3, true);
    expect((await s.lane(w, terms)).state).to.equal("Ruled");
    await expect(w.escrow.execute(plain(terms), 0)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
  });

  it("writes win and loss with the ruling, and neither for an even split", async () => {
    const w = await loadFixture(world);
    const won = await s.aRuled(w, [5_001, 5_001, 0]);
    const lost = await s.aRuled(w, [0, 4_999, 4_999]);
    const even = await s.aRuled(w, [5_000, 5_000, 5_000]);

    for (const { terms } of [won, lost, even]) await w.escrow.execute(plain(terms), 0);

    const judged = await w.reputation.queryFilter(w.reputation.filters.Judged());
    expect(judged.map(({ args }) => [...args])).to.deep.equal([
      [won.caseId, w.developer.address, w.client.address],
      [lost.caseId, w.client.address, w.developer.address],
    ]);
  });

  it("writes neither for a court that Reputation does not know", async () => {
    const w = await loadFixture(world);
    const court = await s.aCourt();
    const terms = { ...(await s.aTerms(w)), court: (await court.getAddress()) as s.Hex };
    await s.fundSigned(w, terms);
    await w.escrow.connect(w.developer).dispute(plain(terms), 0, "", ethers.ZeroHash);
    await court.behave(0, 10_000);

    await expect(w.escrow.execute(plain(terms), 0)).not.to.emit(w.reputation, "Judged");
  });

  it("reverts Escrow_NotRuled while the case may still change", async () => {
    const w = await loadFixture(world);
    const { terms, caseId } = await s.anOpened(w);

    await expect(w.escrow.execute(plain(terms), 0))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_NotRuled")
      .withArgs(await s.idOf(w, terms), 0, caseId);
  });

  it("reverts Escrow_WrongState for what is not disputed", async () => {
    const w = await loadFixture(world);

    await expect(w.escrow.execute(plain(await s.anActive(w)), 0)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
  });

  describe("when the court is not to be relied on", () => {
    const given = async (mode: number) => {
      const w = await loadFixture(world);
      const court = await s.aCourt();
      const terms = { ...(await s.aTerms(w, { amounts: [1_001n] })), court: (await court.getAddress()) as s.Hex };
      await s.fundSigned(w, terms);
      await w.escrow.connect(w.developer).dispute(plain(terms), 0, "", ethers.ZeroHash);
      await court.behave(mode, 10_000);
      return { w, court, terms };
    };
    const modes = {
      "is silent": 1,
      reverts: 2,
      "eats its gas": 3,
      "answers more than everything": 4,
      "answers short": 5,
      "answers rubbish": 6,
    };

    for (const [what, mode] of Object.entries(modes)) {
      it(`splits evenly after the long-stop when it ${what}, and not before`, async () => {
        const { w, terms } = await given(mode);
        const { clock } = await s.lane(w, terms);
        const longStop = clock + (await w.escrow.limits()).longStop;

        await time.setNextBlockTimestamp(longStop - 1n);
        await expect(w.escrow.execute(plain(terms), 0, { gasLimit: 2_000_000 })).to.be.revertedWithCustomError(
          w.escrow,
          "Escrow_NotRuled",
        );
        await time.setNextBlockTimestamp(longStop);
        const sent = w.escrow.connect(w.stranger).execute(plain(terms), 0, { gasLimit: 2_000_000 });
        await expect(sent).to.changeEtherBalances(ethers, [w.developer, w.client], [495n, 501n]);
        await expect(sent)
          .to.emit(w.escrow, "Executed")
          .withArgs(await s.idOf(w, terms), 0, 495, 501, 5, false);
      });
    }

    it("still takes its ruling after the long-stop when it has one", async () => {
      const { w, terms } = await given(0);
      await time.increase(91 * DAY);

      await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalance(ethers, w.developer, 1_001n - 10n);
    });

    it("reverts Escrow_GasTooLow when the caller brings too little gas to hear it", async () => {
      const { w, court, terms } = await given(0);
      await court.behave(0, 10_000);
      await time.increase(91 * DAY);

      await expect(w.escrow.execute(plain(terms), 0, { gasLimit: 400_000 })).to.be.revertedWithCustomError(
        w.escrow,
        "Escrow_GasTooLow",
      );
    });
  });
});
