import { expect } from "chai";
import { packConfig, type Terms, unpackConfig } from "../../core/chain/terms.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, DAY } = s;

/** Terms that let the developer answer out of the milestone. */
const allowing = (terms: Terms): Terms => ({
  ...terms,
  config: packConfig({ ...unpackConfig(terms.config), allowsAdvance: true }),
});

/** A submitted first milestone that the client disputes, before the guild's court. */
async function aClaim(w: s.World, options: s.TermsOptions = {}) {
  const terms = allowing(await s.aTerms(w, options));
  await s.fundSigned(w, terms);
  await w.escrow.connect(w.developer).submit(plain(terms), 0, s.DIGEST);
  const caseId = await s.dispute(w, terms);
  return { terms, caseId, deposit: (await w.court.caseOf(caseId)).deposit };
}

/** The same before a court that rules as it is told, over a thousand units of which `advance` are spent. */
async function aRuling(w: s.World, advance: bigint, developerBps: number, before = 0n) {
  const court = await s.aCourt();
  await court.behave(0, developerBps);
  const terms = { ...allowing(await s.aTerms(w, { amounts: [1_000n + before] })), court: (await court.getAddress()) as s.Hex };
  await s.fundSigned(w, terms);
  if (before > 0n) await w.escrow.connect(w.client).releasePart(plain(terms), 0, before);
  await w.escrow.connect(w.developer).dispute(plain(terms), 0, "", ethers.ZeroHash);
  await w.escrow.connect(w.developer).answerFromLocked(plain(terms), 0, advance);
  return { terms, court };
}

describe("Escrow.answerFromLocked", () => {
  it("pays the answer to the claim out of the milestone", async () => {
    const w = await loadFixture(world);
    const { terms, caseId, deposit } = await aClaim(w);

    const sent = w.escrow.connect(w.developer).answerFromLocked(plain(terms), 0, deposit);

    await expect(sent)
      .to.emit(w.escrow, "Advanced")
      .withArgs(await s.idOf(w, terms), 0, caseId, deposit);
    await expect(sent).to.changeEtherBalances(ethers, [w.escrow, w.court, w.developer], [-deposit, deposit, 0n]);
    expect((await w.court.caseOf(caseId)).period).to.equal(2n);
    expect(await s.lane(w, terms)).to.include({ state: "Disputed", released: deposit });
  });

  it("gives the developer what comes back of the deposit", async () => {
    const w = await loadFixture(world);
    const { terms, caseId, deposit } = await aClaim(w);
    await w.escrow.connect(w.developer).answerFromLocked(plain(terms), 0, deposit);
    const until = (await time.latest()) + DAY;
    const settlement = await s.settlementOf(w, terms, 0, until);
    const signed = await s.signSettlement(w, settlement, w.developer);

    // What both sign divides what the milestone still holds.
    await expect(w.escrow.connect(w.client).settle(plain(terms), 0, 0, until, "0x", signed)).to.changeEtherBalance(
      ethers,
      w.client,
      ETHER - deposit,
    );
    expect(await s.owedTo(w, caseId, w.developer)).to.equal(deposit);
  });

  describe("when the case is ruled", () => {
    it("costs the client nothing as long as the developer's share covers the advance", async () => {
      const w = await loadFixture(world);
      for (const [bps, toDeveloper, toClient] of [
        [10_000, 800n - 8n, 0n],
        [5_000, 300n - 3n, 500n],
        [2_000, 0n, 800n],
      ] as const) {
        const { terms } = await aRuling(w, 200n, bps);

        await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalances(
          ethers,
          [w.developer, w.client],
          [toDeveloper, toClient],
        );
      }
    });

    it("gives the client all that is left where the developer's share is smaller", async () => {
      const w = await loadFixture(world);
      for (const bps of [0, 1_999]) {
        const { terms } = await aRuling(w, 200n, bps);

        await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalances(ethers, [w.developer, w.client], [0n, 800n]);
      }
    });

    it("counts what was released before, and its fee", async () => {
      const w = await loadFixture(world);
      const { terms } = await aRuling(w, 100n, 10_000, 150n);

      await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalance(ethers, w.developer, 900n - 9n);
      expect(await w.escrow.feesOf(s.COIN)).to.equal(1n + 9n);
    });

    it("splits what there was evenly after the long-stop", async () => {
      const w = await loadFixture(world);
      const { terms, court } = await aRuling(w, 200n, 0);
      await court.behave(1, 0);
      await time.increase(90 * DAY + s.HOUR);

      await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalances(ethers, [w.developer, w.client], [297n, 500n]);
    });
  });

  it("answers a case of several milestones out of one of them", async () => {
    const w = await loadFixture(world);
    const terms = allowing(await s.aTerms(w));
    await s.fundSigned(w, terms);
    for (const index of [0, 1]) await w.escrow.connect(w.developer).submit(plain(terms), index, s.DIGEST);
    const value = await w.court.depositFor(2n * ETHER, s.COIN);
    await w.escrow.connect(w.client).disputeTogether(plain(terms), 0b11, "", ethers.ZeroHash, { value });

    await w.escrow.connect(w.developer).answerFromLocked(plain(terms), 1, value);

    expect((await s.lane(w, terms, 0)).released).to.equal(0n);
    expect((await s.lane(w, terms, 1)).released).to.equal(value);
  });

  it("reverts Escrow_NoAdvance where the two did not sign that it may be so, and for a token", async () => {
    const w = await loadFixture(world);
    const { terms } = await s.anOpened(w);
    const inToken = (await aClaim(w, { token: w.tokenAddress, amounts: [1_000n] })).terms;

    for (const each of [terms, inToken]) {
      await expect(w.escrow.connect(w.developer).answerFromLocked(plain(each), 0, 1n)).to.be.revertedWithCustomError(
        w.escrow,
        "Escrow_NoAdvance",
      );
    }
  });

  it("reverts Escrow_NotDeveloper for anyone else, and Escrow_WrongState for what is not disputed", async () => {
    const w = await loadFixture(world);
    const { terms, deposit } = await aClaim(w);

    for (const by of [w.client, w.stranger]) {
      await expect(w.escrow.connect(by).answerFromLocked(plain(terms), 0, deposit)).to.be.revertedWithCustomError(
        w.escrow,
        "Escrow_NotDeveloper",
      );
    }
    await expect(w.escrow.connect(w.developer).answerFromLocked(plain(terms), 1, deposit)).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_WrongState",
    );
  });

  it("reverts Escrow_BadAmount for nothing, for more than a fifth of the milestone, and the second time", async () => {
    const w = await loadFixture(world);
    const court = await s.aCourt();
    const terms = { ...allowing(await s.aTerms(w, { amounts: [1_004n] })), court: (await court.getAddress()) as s.Hex };
    await s.fundSigned(w, terms);
    await w.escrow.connect(w.developer).dispute(plain(terms), 0, "", ethers.ZeroHash);
    const sent = (amount: bigint) => w.escrow.connect(w.developer).answerFromLocked(plain(terms), 0, amount);

    for (const amount of [0n, 201n, 2n ** 128n + 1n]) {
      await expect(sent(amount)).to.be.revertedWithCustomError(w.escrow, "Escrow_BadAmount");
    }
    await sent(200n);
    await expect(sent(1n)).to.be.revertedWithCustomError(w.escrow, "Escrow_BadAmount");
  });

  it("reverts with the court's own error when the deposit is not exact or the case is answered", async () => {
    const w = await loadFixture(world);
    const { terms, caseId, deposit } = await aClaim(w);
    const sent = (amount: bigint) => w.escrow.connect(w.developer).answerFromLocked(plain(terms), 0, amount);

    await expect(sent(deposit - 1n)).to.be.revertedWithCustomError(w.court, "Court_WrongDeposit");
    await s.answer(w, caseId);
    await expect(sent(deposit)).to.be.revertedWithCustomError(w.court, "Court_WrongPeriod");
    expect((await s.lane(w, terms)).released).to.equal(0n);
  });

  it("is refused to Terms with an option that nobody knows, by Escrow_BadOptions", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w);

    for (const options of [2n, 3n, 128n]) {
      await expect(s.fund(w, { ...terms, config: terms.config | (options << 248n) }))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_BadOptions")
        .withArgs(options);
    }
  });
});
