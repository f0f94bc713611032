import { expect } from "chai";
import { settlementTypedData, type Terms } from "../../core/chain/terms.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, DAY } = s;

async function settle(w: s.World, terms: Terms, developerBps: number, by: s.Signer = w.stranger, deadline?: number) {
  const until = deadline ?? (await time.latest()) + DAY;
  const settlement = await s.settlementOf(w, terms, developerBps, until);
  const byClient = await s.signSettlement(w, settlement, w.client);
  const byDeveloper = await s.signSettlement(w, settlement, w.developer);
  return w.escrow.connect(by).settle(plain(terms), 0, developerBps, until, byClient, byDeveloper);
}

describe("Escrow.settle", () => {
  it("splits to the last unit as both signed, the fee on the developer's share alone", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w, { amounts: [1_003n] });

    const sent = settle(w, terms, 3_333);

    await expect(sent).to.changeEtherBalances(ethers, [w.developer, w.client], [331n, 669n]);
    await expect(sent)
      .to.emit(w.escrow, "Settled")
      .withArgs(await s.idOf(w, terms), 0, 331, 669, 3);
    expect((await s.lane(w, terms)).state).to.equal("Settled");
  });

  it("gives all to one side where they agreed on that", async () => {
    const w = await loadFixture(world);

    await expect(settle(w, await s.anActive(w), 0)).to.changeEtherBalances(ethers, [w.developer, w.client], [0n, ETHER]);
    await expect(settle(w, await s.anActive(w), 10_000)).to.changeEtherBalances(
      ethers,
      [w.developer, w.client],
      [(ETHER * 99n) / 100n, 0n],
    );
  });

  it("counts what was released before", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w, { amounts: [1_000n] });
    await w.escrow.connect(w.client).releasePart(plain(terms), 0, 150n);

    await expect(settle(w, terms, 10_000)).to.changeEtherBalance(ethers, w.developer, 850n - 9n);
    expect(await w.escrow.feesOf(s.COIN)).to.equal(10n);
  });

  it("needs no signature of the party that sends it", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    const until = (await time.latest()) + DAY;
    const settlement = await s.settlementOf(w, terms, 5_000, until);
    const offered = await s.signSettlement(w, settlement, w.client);

    await expect(w.escrow.connect(w.developer).settle(plain(terms), 0, 5_000, until, offered, "0x")).to.emit(w.escrow, "Settled");
  });

  describe("when the milestone is disputed", () => {
    it("ends the case; deposits return and nobody is judged", async () => {
      const w = await loadFixture(world);
      const { terms, caseId } = await s.anOpened(w);
      await s.answer(w, caseId);

      await expect(settle(w, terms, 5_000))
        .to.emit(w.court, "Ruled")
        .withArgs(caseId, 5_000, 3);

      const { deposit } = await w.court.caseOf(caseId);
      for (const who of [w.client, w.developer]) expect(await s.owedTo(w, caseId, who)).to.equal(deposit);
      expect(await w.reputation.balanceOf(w.client)).to.equal(0n);
    });

    it("does not mind a court that reverts or eats gas", async () => {
      const w = await loadFixture(world);
      const court = await s.aCourt();

      for (const mode of [2, 3]) {
        await court.behave(0, 0);
        const terms = { ...(await s.aTerms(w)), court: (await court.getAddress()) as s.Hex };
        await s.fundSigned(w, terms);
        await w.escrow.connect(w.developer).dispute(plain(terms), 0, "", ethers.ZeroHash);
        await court.behave(mode, 0);
        await expect(settle(w, terms, 5_000)).to.emit(w.escrow, "Settled");
      }
    });
  });

  it("reverts Escrow_BadSignature for another share, milestone, deadline, agreement, or signer", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    const until = (await time.latest()) + DAY;
    const settlement = await s.settlementOf(w, terms, 5_000, until);
    const byClient = await s.signSettlement(w, settlement, w.client);
    const byDeveloper = await s.signSettlement(w, settlement, w.developer);
    const other = await s.anActive(w);
    const attempts = [
      [terms, 0, 5_001, until, byClient, byDeveloper],
      [terms, 1, 5_000, until, byClient, byDeveloper],
      [terms, 0, 5_000, until + 1, byClient, byDeveloper],
      [other, 0, 5_000, until, byClient, byDeveloper],
      [terms, 0, 5_000, until, byDeveloper, byDeveloper],
      [terms, 0, 5_000, until, byClient, byClient],
    ] as const;

    for (const [t, ...rest] of attempts) {
      await expect(w.escrow.connect(w.stranger).settle(plain(t), ...rest)).to.be.revertedWithCustomError(
        w.escrow,
        "Escrow_BadSignature",
      );
    }
  });

  it("reverts Escrow_BadSignature once state, clock or remaining amount have changed", async () => {
    const w = await loadFixture(world);
    const until = (await time.latest()) + 20 * DAY;
    const changes = [
      (t: Terms) => w.escrow.connect(w.client).releasePart(plain(t), 0, 1n),
      (t: Terms) => w.escrow.connect(w.developer).submit(plain(t), 0, s.DIGEST),
      async (t: Terms) => {
        await w.escrow.connect(w.client).requestChanges(plain(t), 0, s.DIGEST);
        await time.increase(DAY);
        await w.escrow.connect(w.developer).submit(plain(t), 0, s.DIGEST);
      },
    ];
    const [funded, resubmitted] = [await s.anActive(w), await s.aSubmitted(w)];
    const cases = [
      [funded, changes[0]!],
      [await s.anActive(w), changes[1]!],
      [resubmitted, changes[2]!],
    ] as const;

    for (const [terms, change] of cases) {
      const settlement = await s.settlementOf(w, terms, 5_000, until);
      const signatures = [
        await s.signSettlement(w, settlement, w.client),
        await s.signSettlement(w, settlement, w.developer),
      ] as const;
      await change(terms);
      await expect(
        w.escrow.connect(w.stranger).settle(plain(terms), 0, 5_000, until, ...signatures),
      ).to.be.revertedWithCustomError(w.escrow, "Escrow_BadSignature");
    }
  });

  it("reverts Escrow_SignatureExpired, Escrow_BadShare, or Escrow_WrongState for what is closed", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);
    const now = await time.latest();

    await expect(settle(w, terms, 5_000, w.stranger, now - 1)).to.be.revertedWithCustomError(w.escrow, "Escrow_SignatureExpired");
    await expect(settle(w, terms, 10_001))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_BadShare")
      .withArgs(10_001);
    await w.escrow.connect(w.client).release(plain(terms), 0);
    await expect(settle(w, terms, 5_000)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
  });

  it("says by settlementDigest what wallets sign", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w);
    const settlement = await s.settlementOf(w, terms, 1, 2);
    const { domain, types, message } = settlementTypedData(settlement, w.domain);

    expect(await w.escrow.settlementDigest(plain(terms), 0, 1, 2)).to.equal(
      ethers.TypedDataEncoder.hash(domain, types as never, message),
    );
  });
});

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

describe("Escrow.withdraw", () => {
  it("pays a credit that a refusing payee left, to wherever it says", async () => {
    const w = await loadFixture(world);
    const actor = await s.anActor();
    const terms = { ...(await s.aTerms(w)), developer: (await actor.getAddress()) as s.Hex };
    await s.fund(w, terms);
    await actor.behave(1);

    await expect(w.escrow.connect(w.client).release(plain(terms), 0))
      .to.emit(w.escrow, "Credited")
      .withArgs(terms.developer, s.COIN, (ETHER * 99n) / 100n);
    await expect(actor.act(w.escrow, s.encode(w, "withdraw", [s.COIN, w.stranger.address]))).to.changeEtherBalance(
      ethers,
      w.stranger,
      (ETHER * 99n) / 100n,
    );
    expect(await w.escrow.creditOf(terms.developer, s.COIN)).to.equal(0n);
  });

  it("reverts Escrow_NothingToWithdraw without credit", async () => {
    const w = await loadFixture(world);

    await expect(w.escrow.withdraw(s.COIN, w.stranger)).to.be.revertedWithCustomError(w.escrow, "Escrow_NothingToWithdraw");
  });

  it("reverts Escrow_TransferFailed and keeps the credit when the payee refuses again", async () => {
    const w = await loadFixture(world);
    const actor = await s.anActor();
    const terms = { ...(await s.aTerms(w)), developer: (await actor.getAddress()) as s.Hex };
    await s.fund(w, terms);
    await actor.behave(1);
    await w.escrow.connect(w.client).release(plain(terms), 0);

    await expect(actor.act(w.escrow, s.encode(w, "withdraw", [s.COIN, terms.developer])))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_TransferFailed")
      .withArgs(s.COIN);
    expect(await w.escrow.creditOf(terms.developer, s.COIN)).to.equal((ETHER * 99n) / 100n);
  });

  it("cannot be entered again from within the payee", async () => {
    const w = await loadFixture(world);
    const actor = await s.anActor();
    const terms = { ...(await s.aTerms(w)), developer: (await actor.getAddress()) as s.Hex };
    await s.fund(w, terms);
    await actor.behave(1);
    await w.escrow.connect(w.client).release(plain(terms), 0);
    const again = s.encode(w, "withdraw", [s.COIN, terms.developer]);
    await actor.reenter(w.escrow, again);

    await expect(actor.act(w.escrow, again)).to.changeEtherBalance(ethers, actor, (ETHER * 99n) / 100n);
    expect(await actor.reentered()).to.equal(false);
  });
});

describe("Escrow payouts", () => {
  const refusals = { reverts: 1, "eats gas": 2, "answers with a bomb": 4 };
  for (const [what, mode] of Object.entries(refusals)) {
    it(`pays the client its share of a settlement when the developer ${what}`, async () => {
      const w = await loadFixture(world);
      const actor = await s.anActor();
      await actor.sign(1);
      const terms = { ...(await s.aTerms(w)), developer: (await actor.getAddress()) as s.Hex };
      await s.fund(w, terms);
      await actor.behave(mode);
      const until = (await time.latest()) + DAY;

      const sent = w.escrow.connect(w.client).settle(plain(terms), 0, 5_000, until, "0x", "0x", { gasLimit: 2_000_000 });

      await expect(sent).to.changeEtherBalance(ethers, w.client, ETHER / 2n);
      expect(await w.escrow.creditOf(terms.developer, s.COIN)).to.equal((ETHER * 99n) / 200n);
    });
  }

  it("lets nobody make a payment fail by bringing little gas", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);

    await expect(w.escrow.connect(w.client).release(plain(terms), 0, { gasLimit: 200_000 })).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_GasTooLow",
    );
    expect((await s.lane(w, terms)).state).to.equal("Funded");
  });

  it("cannot be entered again from within a payee", async () => {
    const w = await loadFixture(world);
    const actor = await s.anActor();
    const terms = { ...(await s.aTerms(w)), developer: (await actor.getAddress()) as s.Hex };
    await s.fund(w, terms);
    await actor.reenter(w.escrow, s.encode(w, "refund", [plain(terms), 1]));

    await expect(w.escrow.connect(w.client).release(plain(terms), 0)).to.changeEtherBalance(ethers, actor, (ETHER * 99n) / 100n);
    expect(await actor.reentered()).to.equal(false);
    expect((await actor.answer()).slice(0, 10)).to.equal(w.escrow.interface.getError("Escrow_Reentered")!.selector);
  });

  describe("when the token misbehaves at the payout", () => {
    const modes = { blocklists: 7, "answers false": 2, reverts: 5, "eats gas": 6 };
    for (const [what, mode] of Object.entries(modes)) {
      it(`credits what it did not pay when it ${what}`, async () => {
        const w = await loadFixture(world);
        const token = await s.aToken(w);
        const terms = await s.aTerms(w, { token: token.at, amounts: [1_000n] });
        await s.fund(w, terms);
        if (mode === 7) await token.blockAccount(w.developer.address);
        else await token.behave(mode);

        await expect(w.escrow.connect(w.client).release(plain(terms), 0, { gasLimit: 2_000_000 }))
          .to.emit(w.escrow, "Credited")
          .withArgs(w.developer.address, token.at, 990);
        if (mode !== 7) await token.behave(0);
        await w.escrow.connect(w.developer).withdraw(token.at, w.stranger);
        expect(await token.balanceOf(w.stranger.address)).to.equal(990n);
      });
    }

    it("takes no answer for a yes, as the large old tokens give it", async () => {
      const w = await loadFixture(world);
      const token = await s.aToken(w);
      const terms = await s.aTerms(w, { token: token.at, amounts: [1_000n] });
      await s.fund(w, terms);
      await token.behave(3);

      await expect(w.escrow.connect(w.client).release(plain(terms), 0)).not.to.emit(w.escrow, "Credited");
      expect(await token.balanceOf(w.developer.address)).to.equal(990n);
    });
  });
});

describe("Escrow.collectFees", () => {
  it("pays a token's fees to the treasury, by anyone's call", async () => {
    const w = await loadFixture(world);
    for (const token of [s.COIN, w.tokenAddress]) {
      const terms = await s.anActive(w, { token, amounts: [1_000n] });
      await w.escrow.connect(w.client).release(plain(terms), 0);
    }

    await expect(w.escrow.connect(w.stranger).collectFees(s.COIN)).to.changeEtherBalance(ethers, w.treasury, 10n);
    await expect(w.escrow.connect(w.stranger).collectFees(w.tokenAddress)).to.changeTokenBalance(
      ethers,
      w.token,
      w.treasury,
      10n,
    );
    await expect(w.escrow.collectFees(s.COIN)).to.be.revertedWithCustomError(w.escrow, "Escrow_NothingToWithdraw");
  });

  it("reverts Escrow_TransferFailed and keeps them when the treasury refuses", async () => {
    const w = await loadFixture(world);
    const actor = await s.anActor();
    await actor.behave(1);
    const escrow = await ethers.deployContract("Escrow", [w.authority, w.domain.court, w.domain.court, actor, 100]);
    const other = {
      ...w,
      escrow: escrow as unknown as typeof w.escrow,
      domain: { ...w.domain, escrow: (await escrow.getAddress()) as s.Hex },
    };
    const terms = { ...(await s.aTerms(other, { amounts: [1_000n] })), court: (await (await s.aCourt()).getAddress()) as s.Hex };
    await s.fund(other, terms);
    await other.escrow.connect(w.client).release(plain(terms), 0);

    await expect(other.escrow.collectFees(s.COIN)).to.be.revertedWithCustomError(w.escrow, "Escrow_TransferFailed");
    expect(await other.escrow.feesOf(s.COIN)).to.equal(10n);
  });
});

describe("Escrow and TypeScript", () => {
  it("give Terms the same id", async () => {
    const w = await loadFixture(world);
    const { agreementId, caseId } = await import("../../core/chain/terms.ts");

    for (const amounts of [[1n], [1n, 2n ** 96n - 1n], Array(12).fill(7n)]) {
      const terms = await s.aTerms(w, { amounts });
      expect(await s.idOf(w, terms)).to.equal(agreementId(terms, w.domain));
      expect(await w.court.caseIdOf(await s.idOf(w, terms), 11)).to.equal(caseId(await s.idOf(w, terms), 11n, w.domain));
    }
  });

  it("name the same domain and constants", async () => {
    const w = await loadFixture(world);
    const terms = await import("../../core/chain/terms.ts");
    const domain = await w.escrow.eip712Domain();

    expect([domain.name, domain.version, Number(domain.chainId), domain.verifyingContract]).to.deep.equal([
      "Guildhall Escrow",
      "1",
      w.domain.chainId,
      w.domain.escrow,
    ]);
    expect((await w.escrow.limits()).longStop).to.equal(BigInt(terms.LONG_STOP));
    const limits = await w.escrow.limits();
    expect(limits.minReviewPeriod).to.equal(BigInt(terms.MIN_REVIEW_PERIOD));
    expect(limits.maxReviewPeriod).to.equal(BigInt(terms.MAX_REVIEW_PERIOD));
    expect(limits.maxChangeRequests).to.equal(BigInt(terms.MAX_CHANGE_REQUESTS));
    expect(limits.maxAdvanceBps).to.equal(BigInt(terms.MAX_ADVANCE_BPS));
    expect(await w.escrow.policy()).to.deep.equal([100n, false, 0n, 0n]);
  });

  it("read back from a packed config what was put in", async () => {
    const { packConfig, unpackConfig } = await import("../../core/chain/terms.ts");
    const config = {
      feeBps: 65_535,
      reviewPeriod: 2 ** 32 - 1,
      signBy: 2 ** 40 - 1,
      nonce: 2n ** 160n - 1n,
      allowsAdvance: true,
    };

    expect(unpackConfig(packConfig(config))).to.deep.equal(config);
    expect(unpackConfig(packConfig({ ...config, allowsAdvance: false })).allowsAdvance).to.equal(false);
    for (const wrong of [{ feeBps: 65_536 }, { nonce: 2n ** 160n }]) {
      expect(() => packConfig({ ...config, ...wrong })).to.throw(RangeError);
    }
  });
});
