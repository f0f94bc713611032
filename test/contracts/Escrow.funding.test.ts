import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, DAY } = s;

const bad = async (w: s.World, change: Partial<s.TermsOptions>, more: Record<string, unknown> = {}) => {
  const terms = { ...(await s.aTerms(w, change)), ...more };
  return w.escrow.connect(w.client).fund(plain(terms as never), 1, { value: ETHER });
};

describe("Escrow.constructor", () => {
  it("refuses a peer that is zero, or a fee above the cap", async () => {
    const { escrow } = await loadFixture(world);
    const one = ethers.getAddress(`0x${"11".repeat(20)}`);

    for (const args of [
      [ethers.ZeroAddress, one, one, one, 0],
      [one, ethers.ZeroAddress, one, one, 0],
      [one, one, ethers.ZeroAddress, one, 0],
      [one, one, one, ethers.ZeroAddress, 0],
      [one, one, one, one, 501],
    ]) {
      await expect(ethers.deployContract("Escrow", args)).to.be.revertedWithCustomError(escrow, "Escrow_BadDeployment");
    }
    await ethers.deployContract("Escrow", [one, one, one, one, 500]);
  });
});

describe("Escrow.fund", () => {
  it("reverts Escrow_NotClient for anyone but the client", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);

    await expect(w.escrow.connect(w.developer).fund(plain(terms), 1, { value: ETHER }))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_NotClient")
      .withArgs(await s.idOf(w, terms), w.developer.address);
  });

  describe("when the Terms are new", () => {
    it("reverts Escrow_BadParties when client and developer are one, zero, or the escrow itself", async () => {
      const w = await loadFixture(world);

      for (const developer of [w.client.address, ethers.ZeroAddress, w.domain.escrow]) {
        await expect(bad(w, {}, { developer })).to.be.revertedWithCustomError(w.escrow, "Escrow_BadParties");
      }
    });

    it("reverts Escrow_BadMilestoneCount without milestones and with thirteen", async () => {
      const w = await loadFixture(world);

      for (const count of [0, 13]) {
        await expect(bad(w, { amounts: Array(count).fill(ETHER) }))
          .to.be.revertedWithCustomError(w.escrow, "Escrow_BadMilestoneCount")
          .withArgs(count);
      }
      await s.fund(w, await s.aTerms(w, { amounts: Array(12).fill(ETHER) }));
    });

    it("reverts Escrow_BadReviewPeriod under an hour and over ninety days", async () => {
      const w = await loadFixture(world);

      for (const reviewPeriod of [0, 3_599, 90 * DAY + 1]) {
        await expect(bad(w, { reviewPeriod }))
          .to.be.revertedWithCustomError(w.escrow, "Escrow_BadReviewPeriod")
          .withArgs(reviewPeriod);
      }
      for (const reviewPeriod of [3_600, 90 * DAY]) await s.fund(w, await s.aTerms(w, { reviewPeriod }));
    });

    it("reverts Escrow_AmendmentRefused when they name an earlier agreement", async () => {
      const w = await loadFixture(world);

      await expect(bad(w, {}, { previous: s.DIGEST })).to.be.revertedWithCustomError(w.escrow, "Escrow_AmendmentRefused");
    });

    it("reverts Escrow_FeeNotCurrent when they name another fee", async () => {
      const w = await loadFixture(world);

      for (const feeBps of [0, 99, 101]) {
        await expect(bad(w, { feeBps })).to.be.revertedWithCustomError(w.escrow, "Escrow_FeeNotCurrent").withArgs(feeBps, 100);
      }
    });

    it("reverts Escrow_CourtWithoutCode when no contract would judge", async () => {
      const w = await loadFixture(world);

      await expect(bad(w, {}, { court: w.stranger.address })).to.be.revertedWithCustomError(w.escrow, "Escrow_CourtWithoutCode");
      await expect(bad(w, {}, { court: await (await s.aCourt()).getAddress() })).to.emit(w.escrow, "Created");
    });

    it("reverts when a milestone that is not funded yet is wider than its type", async () => {
      const w = await loadFixture(world);
      const terms = await s.aTerms(w);
      const data = w.escrow.interface.encodeFunctionData("fund", [plain(terms), 1]);
      const wide = [
        data.slice(0, -2 * 64) + (1n << 96n).toString(16).padStart(64, "0") + data.slice(-64),
        data.slice(0, -64) + (1n << 40n).toString(16).padStart(64, "0"),
      ];

      for (const dirty of wide) {
        await expect(w.client.sendTransaction({ to: w.domain.escrow, data: dirty, value: ETHER })).to.revert(ethers);
      }
      await w.client.sendTransaction({ to: w.domain.escrow, data, value: ETHER });
    });

    it("creates and funds what the client asks for, and says it all in one event", async () => {
      const w = await loadFixture(world);
      const terms = await s.aTerms(w, { amounts: [1n, 2n, 3n] });
      const milestones = terms.milestones.map(({ amount, due }) => [amount, due]);

      const sent = w.escrow.connect(w.client).fund(plain(terms), 2, { value: 3n });

      await expect(sent)
        .to.emit(w.escrow, "Created")
        .withArgs(
          await s.idOf(w, terms),
          terms.client,
          terms.developer,
          terms.token,
          terms.court,
          terms.config,
          terms.previous,
          terms.brief,
          milestones,
          2,
          false,
        );
      await expect(sent).to.changeEtherBalances(ethers, [w.client, w.escrow], [-3n, 3n]);
      expect(await w.escrow.agreementOf(await s.idOf(w, terms))).to.deep.equal([2n, false, false, false]);
      expect([(await s.lane(w, terms, 1)).state, (await s.lane(w, terms, 2)).state]).to.deep.equal(["Funded", "Unfunded"]);
    });
  });

  describe("when the agreement exists", () => {
    it("tops up with the next milestones and keeps what is there", async () => {
      const w = await loadFixture(world);
      const terms = await s.aTerms(w);
      await s.fund(w, terms, 1);
      await w.escrow.connect(w.developer).submit(plain(terms), 0, s.DIGEST);

      await expect(w.escrow.connect(w.client).fund(plain(terms), 2, { value: 2n * ETHER }))
        .to.emit(w.escrow, "Funded")
        .withArgs(await s.idOf(w, terms), 3);

      expect([(await s.lane(w, terms, 0)).state, (await s.lane(w, terms, 2)).state]).to.deep.equal(["Submitted", "Funded"]);
      expect(await w.escrow.isAccepted(await s.idOf(w, terms))).to.equal(true);
    });

    it("reverts Escrow_IsCancelled once it was taken back: an id never comes back", async () => {
      const w = await loadFixture(world);
      const terms = await s.aTerms(w);
      await s.fund(w, terms, 1);
      await w.escrow.connect(w.client).cancel(plain(terms));

      await expect(s.fund(w, terms, 1)).to.be.revertedWithCustomError(w.escrow, "Escrow_IsCancelled");
    });

    it("reverts Escrow_NothingToFund once every milestone was funded, closed ones included", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w, { amounts: [ETHER] });
      await w.escrow.connect(w.client).release(plain(terms), 0);

      await expect(s.fund(w, terms, 1)).to.be.revertedWithCustomError(w.escrow, "Escrow_NothingToFund");
    });
  });

  it("reverts Escrow_NothingToFund for none, or more milestones than there are", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);

    for (const count of [0n, 4n, ethers.MaxUint256]) {
      await expect(w.escrow.connect(w.client).fund(plain(terms), count, { value: ETHER }))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_NothingToFund")
        .withArgs(await s.idOf(w, terms), 0, count);
    }
  });

  it("reverts Escrow_BadAmount for a milestone of nothing", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w, { amounts: [1n, 0n] });

    await expect(w.escrow.connect(w.client).fund(plain(terms), 2, { value: 1n }))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_BadAmount")
      .withArgs(await s.idOf(w, terms), 1, 0);
  });

  it("reverts Escrow_DuePassed for a milestone that is due now, at a top-up too", async () => {
    const w = await loadFixture(world);
    const late = await s.aTerms(w, { due: (await time.latest()) + 1 });
    const terms = await s.aTerms(w);
    await s.fund(w, terms, 1);

    await expect(s.fund(w, late)).to.be.revertedWithCustomError(w.escrow, "Escrow_DuePassed");
    await time.increase(30 * DAY);
    await expect(s.fund(w, terms, 1)).to.be.revertedWithCustomError(w.escrow, "Escrow_DuePassed");
  });

  describe("when the money is the native coin", () => {
    it("reverts Escrow_WrongValue for a wei too little or too much", async () => {
      const w = await loadFixture(world);
      const terms = await s.aTerms(w);

      for (const value of [3n * ETHER - 1n, 3n * ETHER + 1n]) {
        await expect(w.escrow.connect(w.client).fund(plain(terms), 3, { value }))
          .to.be.revertedWithCustomError(w.escrow, "Escrow_WrongValue")
          .withArgs(3n * ETHER, value);
      }
    });

    it("takes the largest amounts that Terms can name", async () => {
      const w = await loadFixture(world);
      const largest = 2n ** 96n - 1n;
      const terms = await s.aTerms(w, { amounts: [largest, largest] });
      await ethers.provider.send("hardhat_setBalance", [w.client.address, ethers.toQuantity(2n ** 120n)]);

      await expect(s.fund(w, terms)).to.changeEtherBalance(ethers, w.escrow, 2n * largest);
    });
  });

  describe("when the money is a token", () => {
    it("pulls exactly the sum", async () => {
      const w = await loadFixture(world);
      const terms = await s.aTerms(w, { token: w.tokenAddress, amounts: [5n, 7n] });

      await expect(s.fund(w, terms)).to.changeTokenBalances(ethers, w.token, [w.client, w.escrow], [-12n, 12n]);
    });

    it("takes a token that answers nothing", async () => {
      const w = await loadFixture(world);
      const token = await s.aToken(w);
      await token.behave(3);

      await expect(s.fund(w, await s.aTerms(w, { token: token.at }))).to.emit(w.escrow, "Created");
    });

    it("reverts Escrow_WrongValue when coins come along", async () => {
      const w = await loadFixture(world);
      const terms = await s.aTerms(w, { token: w.tokenAddress, amounts: [5n] });

      await expect(w.escrow.connect(w.client).fund(plain(terms), 1, { value: 1n }))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_WrongValue")
        .withArgs(0, 1);
    });

    it("reverts Escrow_FeeOnTransfer when less arrives than was sent", async () => {
      const w = await loadFixture(world);
      const token = await s.aToken(w);
      const terms = await s.aTerms(w, { token: token.at, amounts: [1_000n] });

      await token.behave(1);
      await expect(s.fund(w, terms))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_FeeOnTransfer")
        .withArgs(token.at, 1_000, 990);
      await token.mint(w.domain.escrow, 5_000n);
      await token.behave(9);
      await expect(s.fund(w, terms)).to.be.revertedWithCustomError(w.escrow, "Escrow_FeeOnTransfer").withArgs(token.at, 1_000, 0);
    });

    it("reverts Escrow_TransferFailed when the token refuses, answers false, short, or has no code", async () => {
      const w = await loadFixture(world);
      const token = await s.aToken(w);
      const terms = await s.aTerms(w, { token: token.at });

      for (const mode of [2, 4, 5]) {
        await token.behave(mode);
        await expect(s.fund(w, terms)).to.be.revertedWithCustomError(w.escrow, "Escrow_TransferFailed").withArgs(token.at);
      }
      await expect(s.fund(w, await s.aTerms(w, { token: w.stranger.address as s.Hex }))).to.revert(ethers);
    });

    it("cannot be entered again from within the token", async () => {
      const w = await loadFixture(world);
      const token = await s.aToken(w);
      const victim = await s.anActive(w);
      await token.reenter(w.escrow, s.encode(w, "release", [plain(victim), 0]));

      await expect(s.fund(w, await s.aTerms(w, { token: token.at }))).to.emit(w.escrow, "Created");
      expect(await token.reentered()).to.equal(false);
    });
  });
});

describe("Escrow.fundSigned", () => {
  it("binds both at once by the developer's key", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    const id = await s.idOf(w, terms);

    await expect(s.fundSigned(w, terms)).to.emit(w.escrow, "Created");

    expect(await w.escrow.agreementOf(id)).to.deep.equal([3n, true, false, false]);
  });

  it("binds an offer at its top-up", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    const id = await s.idOf(w, terms);
    await s.fund(w, terms, 1);

    const signature = await s.signTerms(w, terms);
    const sent = w.escrow.connect(w.client).fundSigned(plain(terms), 1, signature, { value: ETHER });

    await expect(sent).to.emit(w.escrow, "Funded").withArgs(id, 2);
    await expect(sent).to.emit(w.escrow, "Accepted").withArgs(id);
    await expect(w.escrow.connect(w.client).fundSigned(plain(terms), 1, signature, { value: ETHER })).not.to.emit(
      w.escrow,
      "Accepted",
    );
  });

  it("reverts Escrow_SignatureExpired after the Terms' own signBy", async () => {
    const w = await loadFixture(world);
    const signBy = (await time.latest()) + 100;
    const terms = await s.aTerms(w, { signBy });
    const signature = await s.signTerms(w, terms);

    await time.setNextBlockTimestamp(signBy + 1);
    await expect(w.escrow.connect(w.client).fundSigned(plain(terms), 3, signature, { value: 3n * ETHER }))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_SignatureExpired")
      .withArgs(await s.idOf(w, terms), signBy);
    const other = await s.aTerms(w, { signBy: signBy + 100 });
    const good = await s.signTerms(w, other);
    await time.setNextBlockTimestamp(signBy + 100);
    await w.escrow.connect(w.client).fundSigned(plain(other), 3, good, { value: 3n * ETHER });
  });

  it("reverts Escrow_BadSignature for another key, other Terms, a cut or a malleable signature", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    const good = await s.signTerms(w, terms);
    const { r, s: low, yParity } = ethers.Signature.from(good);
    const high = ethers.toBeHex(0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n - BigInt(low), 32);
    const malleable = ethers.concat([r, high, yParity ? "0x1b" : "0x1c"]);

    for (const signature of [
      await s.signTerms(w, terms, w.stranger),
      await s.signTerms(w, await s.aTerms(w)),
      good.slice(0, -2),
      "0x",
      malleable,
    ]) {
      await expect(w.escrow.connect(w.client).fundSigned(plain(terms), 3, signature, { value: 3n * ETHER }))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_BadSignature")
        .withArgs(await s.idOf(w, terms), w.developer.address);
    }
  });

  describe("when the developer is a contract", () => {
    const asContract = async (signs: number) => {
      const w = await loadFixture(world);
      const actor = await s.anActor();
      await actor.sign(signs);
      const terms = { ...(await s.aTerms(w)), developer: (await actor.getAddress()) as s.Hex };
      return {
        w,
        sent: w.escrow.connect(w.client).fundSigned(plain(terms), 3, "0x1234", { value: 3n * ETHER, gasLimit: 1_000_000 }),
      };
    };

    it("takes its word (ERC-1271)", async () => {
      const { w, sent } = await asContract(1);

      await expect(sent).to.emit(w.escrow, "Created");
    });

    it("reverts Escrow_BadSignature when it says no, answers rubbish or short, reverts, or eats the gas", async () => {
      for (const signs of [0, 2, 3, 4, 5]) {
        const { w, sent } = await asContract(signs);
        await expect(sent).to.be.revertedWithCustomError(w.escrow, "Escrow_BadSignature");
      }
    });
  });
});

describe("Escrow.accept", () => {
  it("binds the developer", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    await s.fund(w, terms);

    await expect(w.escrow.connect(w.developer).accept(plain(terms)))
      .to.emit(w.escrow, "Accepted")
      .withArgs(await s.idOf(w, terms));

    await expect(w.escrow.connect(w.client).cancel(plain(terms))).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_AlreadyAccepted",
    );
  });

  it("reverts Escrow_NotDeveloper, Escrow_Unknown, Escrow_AlreadyAccepted or Escrow_IsCancelled", async () => {
    const w = await loadFixture(world);
    const [unknown, offer, active, cancelled] = [await s.aTerms(w), await s.aTerms(w), await s.anActive(w), await s.aTerms(w)];
    await s.fund(w, offer);
    await s.fund(w, cancelled);
    await w.escrow.connect(w.client).cancel(plain(cancelled));

    await expect(w.escrow.connect(w.client).accept(plain(offer))).to.be.revertedWithCustomError(w.escrow, "Escrow_NotDeveloper");
    await expect(w.escrow.connect(w.developer).accept(plain(unknown))).to.be.revertedWithCustomError(w.escrow, "Escrow_Unknown");
    await expect(w.escrow.connect(w.developer).accept(plain(active))).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_AlreadyAccepted",
    );
    await expect(w.escrow.connect(w.developer).accept(plain(cancelled))).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_IsCancelled",
    );
  });
});

describe("Escrow.cancel", () => {
  it("gives the client everything that the offer still holds, at once", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    await s.fund(w, terms, 3);
    await w.escrow.connect(w.client).release(plain(terms), 0);
    await w.escrow.connect(w.client).releasePart(plain(terms), 1, ETHER / 4n);

    const sent = w.escrow.connect(w.client).cancel(plain(terms));

    await expect(sent).to.changeEtherBalance(ethers, w.client, 2n * ETHER - ETHER / 4n);
    await expect(sent)
      .to.emit(w.escrow, "Cancelled")
      .withArgs(await s.idOf(w, terms));
    const states = [0, 1, 2].map(async (index) => (await s.lane(w, terms, index)).state);
    expect(await Promise.all(states)).to.deep.equal(["Released", "Refunded", "Refunded"]);
  });

  it("leaves milestones that were never funded alone", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);
    await s.fund(w, terms, 1);

    await expect(w.escrow.connect(w.client).cancel(plain(terms))).to.changeEtherBalance(ethers, w.client, ETHER);
    expect((await s.lane(w, terms, 1)).state).to.equal("Unfunded");
  });

  it("reverts Escrow_NotClient, Escrow_Unknown, Escrow_AlreadyAccepted or Escrow_IsCancelled", async () => {
    const w = await loadFixture(world);
    const [unknown, offer, active] = [await s.aTerms(w), await s.aTerms(w), await s.anActive(w)];
    await s.fund(w, offer);

    await expect(w.escrow.connect(w.developer).cancel(plain(offer))).to.be.revertedWithCustomError(w.escrow, "Escrow_NotClient");
    await expect(w.escrow.connect(w.client).cancel(plain(unknown))).to.be.revertedWithCustomError(w.escrow, "Escrow_Unknown");
    await expect(w.escrow.connect(w.client).cancel(plain(active))).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_AlreadyAccepted",
    );
    await w.escrow.connect(w.client).cancel(plain(offer));
    await expect(w.escrow.connect(w.client).cancel(plain(offer))).to.be.revertedWithCustomError(w.escrow, "Escrow_IsCancelled");
  });
});
