import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, DAY } = s;

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
