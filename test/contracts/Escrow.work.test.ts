import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, DAY, HOUR, REVIEW, DIGEST } = s;

/** Clocks run in whole hours, rounded up. */
const hourUp = (seconds: number): number => Math.ceil(seconds / HOUR) * HOUR;

describe("Escrow.submit", () => {
  it("starts the review and says until when it runs", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);

    const at = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(at);
    await expect(w.escrow.connect(w.developer).submit(plain(terms), 1, DIGEST))
      .to.emit(w.escrow, "Submitted")
      .withArgs(await s.idOf(w, terms), 1, DIGEST, hourUp(at) + REVIEW);

    expect(await s.lane(w, terms, 1)).to.deep.include({ state: "Submitted", clock: BigInt(hourUp(at)) });
    expect((await s.lane(w, terms, 0)).state).to.equal("Funded");
  });

  it("rounds the clock up to the hour, from its first second on", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    const hour = hourUp(await time.latest()) + HOUR;

    for (const [index, at] of [hour, hour + 1].entries()) {
      await time.setNextBlockTimestamp(at);
      await w.escrow.connect(w.developer).submit(plain(terms), index, DIGEST);
    }

    expect((await s.lane(w, terms, 0)).clock).to.equal(BigInt(hour));
    expect((await s.lane(w, terms, 1)).clock).to.equal(BigInt(hour + HOUR));
  });

  it("binds an offer", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    await s.fund(w, terms);

    await expect(w.escrow.connect(w.developer).submit(plain(terms), 0, DIGEST)).to.emit(w.escrow, "Accepted");

    expect(await w.escrow.isAccepted(await s.idOf(w, terms))).to.equal(true);
  });

  it("works in the deadline's own second, and reverts Escrow_SubmissionClosed after it", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    const { due } = terms.milestones[0]!;

    await time.setNextBlockTimestamp(due);
    await w.escrow.connect(w.developer).submit(plain(terms), 0, DIGEST);
    await expect(w.escrow.connect(w.developer).submit(plain(terms), 1, DIGEST))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_SubmissionClosed")
      .withArgs(await s.idOf(w, terms), 1, due);
  });

  it("has a full review period after a request for changes, past the deadline too", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    const { due } = terms.milestones[0]!;
    await time.increaseTo(due - 10);
    await w.escrow.connect(w.developer).submit(plain(terms), 0, DIGEST);
    await w.escrow.connect(w.client).requestChanges(plain(terms), 0, DIGEST);
    const { clock } = await s.lane(w, terms);

    await time.setNextBlockTimestamp(Number(clock) + REVIEW);
    await expect(w.escrow.connect(w.developer).submit(plain(terms), 0, DIGEST)).to.emit(w.escrow, "Submitted");
  });

  it("reverts Escrow_NotDeveloper, Escrow_Unknown, or Escrow_WrongState for what is not funded or is submitted", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    await s.fund(w, terms, 2);
    await w.escrow.connect(w.developer).submit(plain(terms), 0, DIGEST);
    const id = await s.idOf(w, terms);

    await expect(w.escrow.connect(w.client).submit(plain(terms), 1, DIGEST)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_NotDeveloper",
    );
    await expect(w.escrow.connect(w.developer).submit(plain(await s.aTerms(w)), 0, DIGEST)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_Unknown",
    );
    for (const [index, state] of [
      [0, 2],
      [2, 0],
      [12, 0],
      [ethers.MaxUint256, 0],
    ] as const) {
      await expect(w.escrow.connect(w.developer).submit(plain(terms), index, DIGEST))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState")
        .withArgs(id, index, state);
    }
  });
});

describe("Escrow.requestChanges", () => {
  it("stamps the clock and says until when the developer may answer", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    const { due } = terms.milestones[0]!;

    await expect(w.escrow.connect(w.client).requestChanges(plain(terms), 0, DIGEST))
      .to.emit(w.escrow, "ChangesRequested")
      .withArgs(await s.idOf(w, terms), 0, DIGEST, due);

    const at = await time.latest();
    expect(await s.lane(w, terms)).to.deep.include({ state: "Funded", clock: BigInt(hourUp(at)), changesRequested: 1n });
  });

  it("reverts Escrow_TooManyRequests the fourth time", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    for (let i = 0; i < 3; i++) {
      await w.escrow.connect(w.client).requestChanges(plain(terms), 0, DIGEST);
      await w.escrow.connect(w.developer).submit(plain(terms), 0, DIGEST);
    }

    await expect(w.escrow.connect(w.client).requestChanges(plain(terms), 0, DIGEST)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_TooManyRequests",
    );
    expect((await s.lane(w, terms)).changesRequested).to.equal(3n);
  });

  it("reverts Escrow_ReviewClosed once the review period has passed: silence is consent", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    const { clock } = await s.lane(w, terms);
    const reviewBy = Number(clock) + REVIEW;

    await time.setNextBlockTimestamp(reviewBy);
    await expect(w.escrow.connect(w.client).requestChanges(plain(terms), 0, DIGEST))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_ReviewClosed")
      .withArgs(await s.idOf(w, terms), 0, reviewBy);
  });

  it("reverts Escrow_NotClient, or Escrow_WrongState for what is not submitted", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);

    await expect(w.escrow.connect(w.developer).requestChanges(plain(terms), 0, DIGEST)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_NotClient",
    );
    await expect(w.escrow.connect(w.client).requestChanges(plain(terms), 1, DIGEST)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_WrongState",
    );
  });
});

describe("Escrow.release", () => {
  describe("when the client releases", () => {
    it("pays the developer all but the fee, whether submitted or not", async () => {
      const w = await loadFixture(world);
      const terms = await s.aSubmitted(w);

      for (const index of [0, 1]) {
        const sent = w.escrow.connect(w.client).release(plain(terms), index);
        await expect(sent).to.changeEtherBalance(ethers, w.developer, (ETHER * 99n) / 100n);
        await expect(sent)
          .to.emit(w.escrow, "Released")
          .withArgs(await s.idOf(w, terms), index, ETHER, ETHER / 100n);
      }
      expect(await w.escrow.feesOf(s.COIN)).to.equal(ETHER / 50n);
      expect((await s.lane(w, terms)).state).to.equal("Released");
    });

    it("pays a token as it pays the coin", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w, { token: w.tokenAddress, amounts: [1_000_001n] });

      await expect(w.escrow.connect(w.client).release(plain(terms), 0)).to.changeTokenBalances(
        ethers,
        w.token,
        [w.developer, w.escrow],
        [990_001n, -990_001n],
      );
      expect(await w.escrow.feesOf(w.tokenAddress)).to.equal(10_000n);
    });

    it("pays an offer's developer too", async () => {
      const w = await loadFixture(world);
      const terms = await s.aTerms(w);
      await s.fund(w, terms);

      await expect(w.escrow.connect(w.client).release(plain(terms), 0)).to.emit(w.escrow, "Released");
    });

    it("cannot be done twice", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w);
      await w.escrow.connect(w.client).release(plain(terms), 0);

      await expect(w.escrow.connect(w.client).release(plain(terms), 0))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState")
        .withArgs(await s.idOf(w, terms), 0, 4);
    });
  });

  describe("when anyone else releases", () => {
    it("pays the developer once the review period has passed after a submission", async () => {
      const w = await loadFixture(world);
      const terms = await s.aSubmitted(w);
      const reviewBy = Number((await s.lane(w, terms)).clock) + REVIEW;

      await time.setNextBlockTimestamp(reviewBy - 1);
      await expect(w.escrow.connect(w.stranger).release(plain(terms), 0))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_ReviewOpen")
        .withArgs(await s.idOf(w, terms), 0, reviewBy);
      await time.setNextBlockTimestamp(reviewBy);
      await expect(w.escrow.connect(w.stranger).release(plain(terms), 0)).to.changeEtherBalance(
        ethers,
        w.developer,
        (ETHER * 99n) / 100n,
      );
    });

    it("reverts Escrow_NotClient for what is not submitted, even years later", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w);
      await time.increase(900 * DAY);

      for (const caller of [w.developer, w.stranger]) {
        await expect(w.escrow.connect(caller).release(plain(terms), 0)).to.be.revertedWithCustomError(
          w.escrow,
          "Escrow_NotClient",
        );
      }
    });

    it("can still do it five years later, a review period after the clock started over at the latest", async () => {
      const w = await loadFixture(world);
      const terms = await s.aSubmitted(w);
      await time.increase(2 ** 15 * HOUR);

      await expect(w.escrow.connect(w.stranger).release(plain(terms), 0)).to.be.revertedWithCustomError(
        w.escrow,
        "Escrow_ReviewOpen",
      );
      await time.increase(REVIEW + HOUR);
      await w.escrow.connect(w.stranger).release(plain(terms), 0);
    });
  });

  it("reverts Escrow_Unknown, or Escrow_WrongState for what is unfunded or disputed", async () => {
    const w = await loadFixture(world);
    const { terms } = await s.anOpened(w);

    await expect(w.escrow.connect(w.client).release(plain(await s.aTerms(w)), 0)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_Unknown",
    );
    await expect(w.escrow.connect(w.client).release(plain(terms), 0)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_WrongState",
    );
    await expect(w.escrow.connect(w.client).release(plain(terms), 3)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_WrongState",
    );
  });

  describe("when a fee was paid under the guild's court", () => {
    it("earns the developer experience by the token's rate", async () => {
      const w = await loadFixture(world);
      const coin = await s.anActive(w);
      const token = await s.anActive(w, { token: w.tokenAddress, amounts: [2_500_000_000n, 1n] });

      await expect(w.escrow.connect(w.client).release(plain(coin), 0))
        .to.emit(w.reputation, "ExperienceEarned")
        .withArgs(w.developer.address, await s.idOf(w, coin), 100, 100);
      await expect(w.escrow.connect(w.client).release(plain(token), 0))
        .to.emit(w.reputation, "ExperienceEarned")
        .withArgs(w.developer.address, await s.idOf(w, token), 100, 200);
    });

    it("notes both sides when the last open milestone is released", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w);
      await w.escrow.connect(w.client).release(plain(terms), 0);
      await w.escrow.connect(w.developer).refund(plain(terms), 1);

      const sent = w.escrow.connect(w.client).release(plain(terms), 2);

      for (const who of [w.client, w.developer]) {
        await expect(sent)
          .to.emit(w.reputation, "Completed")
          .withArgs(who.address, await s.idOf(w, terms), 1);
      }
      expect((await w.reputation.standingOf(w.client)).completed).to.equal(1n);
    });

    it("does not call an agreement complete while a milestone is unfunded, open or disputed", async () => {
      const w = await loadFixture(world);
      const part = await s.aTerms(w);
      await s.fundSigned(w, part, 2);
      await w.escrow.connect(w.client).release(plain(part), 0);
      const { terms } = await s.anOpened(w);
      await w.escrow.connect(w.client).release(plain(terms), 1);

      await expect(w.escrow.connect(w.client).release(plain(part), 1)).not.to.emit(w.reputation, "Completed");
      await expect(w.escrow.connect(w.client).release(plain(terms), 2)).not.to.emit(w.reputation, "Completed");
    });
  });

  it("earns nothing where no fee was paid, or another court would judge", async () => {
    const w = await loadFixture(world);
    const dust = await s.anActive(w, { amounts: [99n] });
    const own = { ...(await s.aTerms(w)), court: (await (await s.aCourt()).getAddress()) as s.Hex };
    await s.fundSigned(w, own);

    for (const terms of [dust, own]) await w.escrow.connect(w.client).release(plain(terms), 0);

    expect(await w.reputation.balanceOf(w.developer.address)).to.equal(0n);
  });
});

describe("Escrow.releasePart", () => {
  it("pays a part and leaves the rest where it is, clock included", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    const before = await s.lane(w, terms);
    const part = ETHER / 4n;

    const sent = w.escrow.connect(w.client).releasePart(plain(terms), 0, part);

    await expect(sent).to.changeEtherBalance(ethers, w.developer, (part * 99n) / 100n);
    await expect(sent)
      .to.emit(w.escrow, "Released")
      .withArgs(await s.idOf(w, terms), 0, part, part / 100n);
    expect(await s.lane(w, terms)).to.deep.equal({ ...before, released: part });
    await expect(w.escrow.connect(w.client).release(plain(terms), 0)).to.changeEtherBalance(
      ethers,
      w.developer,
      ((ETHER - part) * 99n) / 100n,
    );
  });

  it("takes the same fee however a milestone is cut up", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w, { amounts: [1_000n] });

    for (let i = 0; i < 9; i++) await w.escrow.connect(w.client).releasePart(plain(terms), 0, 99n);
    await w.escrow.connect(w.client).release(plain(terms), 0);

    expect(await w.escrow.feesOf(s.COIN)).to.equal(10n);
  });

  it("leaves the rest to a refund, a settlement or a ruling", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    await w.escrow.connect(w.client).releasePart(plain(terms), 0, 1n);

    await expect(w.escrow.connect(w.developer).refund(plain(terms), 0)).to.changeEtherBalance(ethers, w.client, ETHER - 1n);
  });

  it("reverts Escrow_BadAmount for nothing, for all that remains, or more", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    await w.escrow.connect(w.client).releasePart(plain(terms), 0, 1n);

    for (const amount of [0n, ETHER - 1n, ETHER, ethers.MaxUint256]) {
      await expect(w.escrow.connect(w.client).releasePart(plain(terms), 0, amount))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_BadAmount")
        .withArgs(await s.idOf(w, terms), 0, amount);
    }
  });

  it("reverts Escrow_NotClient for anyone else, or Escrow_WrongState for what is closed or disputed", async () => {
    const w = await loadFixture(world);
    const { terms } = await s.anOpened(w);

    await expect(w.escrow.connect(w.developer).releasePart(plain(terms), 1, 1n)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_NotClient",
    );
    await expect(w.escrow.connect(w.client).releasePart(plain(terms), 0, 1n)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_WrongState",
    );
  });
});

describe("Escrow.refund", () => {
  it("returns the milestone at any time when the developer says so, submitted or not", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);

    for (const index of [0, 1]) {
      const sent = w.escrow.connect(w.developer).refund(plain(terms), index);
      await expect(sent).to.changeEtherBalance(ethers, w.client, ETHER);
      await expect(sent)
        .to.emit(w.escrow, "Refunded")
        .withArgs(await s.idOf(w, terms), index, ETHER);
    }
    await expect(w.escrow.connect(w.developer).refund(plain(terms), 0)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_WrongState",
    );
  });

  it("returns it by anyone's call in the first second after the deadline, offers too", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    await s.fund(w, terms);
    const { due } = terms.milestones[0]!;

    await time.setNextBlockTimestamp(due);
    await expect(w.escrow.connect(w.stranger).refund(plain(terms), 0))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_SubmissionOpen")
      .withArgs(await s.idOf(w, terms), 0, due);
    await time.setNextBlockTimestamp(due + 1);
    await expect(w.escrow.connect(w.stranger).refund(plain(terms), 0)).to.changeEtherBalance(ethers, w.client, ETHER);
  });

  it("waits a full review period after a request for changes (law 11)", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    await time.increaseTo(terms.milestones[0]!.due - 10);
    await w.escrow.connect(w.developer).submit(plain(terms), 0, DIGEST);
    await time.increase(2 * DAY);
    await w.escrow.connect(w.client).requestChanges(plain(terms), 0, DIGEST);
    const submitBy = Number((await s.lane(w, terms)).clock) + REVIEW;

    await time.setNextBlockTimestamp(submitBy);
    await expect(w.escrow.connect(w.client).refund(plain(terms), 0))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_SubmissionOpen")
      .withArgs(await s.idOf(w, terms), 0, submitBy);
    await time.setNextBlockTimestamp(submitBy + 1);
    await expect(w.escrow.connect(w.client).refund(plain(terms), 0)).to.changeEtherBalance(ethers, w.client, ETHER);
  });

  it("reverts Escrow_NotDeveloper for what is submitted, however late (law 11)", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    await time.increase(300 * DAY);

    for (const caller of [w.client, w.stranger]) {
      await expect(w.escrow.connect(caller).refund(plain(terms), 0)).to.be.revertedWithCustomError(
        w.escrow,
        "Escrow_NotDeveloper",
      );
    }
  });

  it("takes no fee", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w, { token: w.tokenAddress, amounts: [1_000_000n] });

    await expect(w.escrow.connect(w.developer).refund(plain(terms), 0)).to.changeTokenBalances(
      ethers,
      w.token,
      [w.client, w.escrow],
      [1_000_000n, -1_000_000n],
    );
    expect(await w.escrow.feesOf(w.tokenAddress)).to.equal(0n);
  });
});
