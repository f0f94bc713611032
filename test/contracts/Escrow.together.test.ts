import { expect } from "chai";
import type { Terms } from "../../core/chain/terms.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, DAY } = s;

const AMOUNTS = [1_000n, 2_000n, 4_000n];

/** The developer's claim over the named lanes. */
async function together(w: s.World, terms: Terms, lanes: number, by: s.Signer = w.developer) {
  let atStake = 0n;
  for (const [index, { amount }] of terms.milestones.entries()) {
    if ((lanes >> index) & 1) atStake += amount - (await s.lane(w, terms, index)).released;
  }
  const value = await w.court.depositFor(atStake, terms.token);
  return w.escrow.connect(by).disputeTogether(plain(terms), lanes, "ipfs://x", s.DIGEST, { value });
}

const caseIdOf = async (w: s.World, terms: Terms, head: number) =>
  (await w.court.caseIdOf(await s.idOf(w, terms), head)) as s.Hex;

const states = async (w: s.World, terms: Terms) =>
  Promise.all(terms.milestones.map(async (_, index) => (await s.lane(w, terms, index)).state));

/** Nobody answers, so the claimant wins everything. */
async function ruled(w: s.World, terms: Terms, head: number) {
  await time.increase(4 * DAY);
  await s.pass(w, await caseIdOf(w, terms, head));
}

describe("Escrow.disputeTogether", () => {
  it("opens one case with the lowest milestone's name, over all that they hold", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w, { amounts: AMOUNTS });
    await w.escrow.connect(w.client).releasePart(plain(terms), 2, 500n);
    const [id, caseId] = [await s.idOf(w, terms), await caseIdOf(w, terms, 1)];

    const sent = together(w, terms, 0b110);

    for (const index of [1, 2]) {
      await expect(sent).to.emit(w.escrow, "Disputed").withArgs(id, index, caseId, w.developer.address);
      expect(await w.escrow.headOf(id, index)).to.equal(1n);
    }
    await expect(sent).to.emit(w.court, "Evidence").withArgs(caseId, w.developer.address, "ipfs://x", s.DIGEST);
    const [opened] = await w.court.queryFilter(w.court.filters.Opened(caseId));
    expect([opened!.args.index, opened!.args.atStake]).to.deep.equal([1n, 5_500n]);
    expect(await states(w, terms)).to.deep.equal(["Funded", "Disputed", "Disputed"]);
    expect((await s.lane(w, terms, 2)).clock).to.equal((await s.lane(w, terms, 1)).clock);
  });

  it("takes a single milestone too", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w, { amounts: AMOUNTS });
    await together(w, terms, 0b100);
    await ruled(w, terms, 2);

    await w.escrow.execute(plain(terms), 2);

    expect(await states(w, terms)).to.deep.equal(["Funded", "Funded", "Ruled"]);
  });

  it("keeps two cases of one agreement apart", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w, { amounts: [...AMOUNTS, 8_000n] });
    await together(w, terms, 0b0101);
    await together(w, terms, 0b1010);
    await ruled(w, terms, 1);

    await w.escrow.execute(plain(terms), 3);

    expect(await states(w, terms)).to.deep.equal(["Disputed", "Ruled", "Disputed", "Ruled"]);
  });

  it("reverts Escrow_BadLanes for no milestone and for a thirteenth", async () => {
    const w = await loadFixture(world);
    const terms = await s.anActive(w);

    for (const lanes of [0, 1 << 12]) {
      await expect(w.escrow.connect(w.developer).disputeTogether(plain(terms), lanes, "", ethers.ZeroHash))
        .to.be.revertedWithCustomError(w.escrow, "Escrow_BadLanes")
        .withArgs(await s.idOf(w, terms), lanes);
    }
  });

  it("reverts Escrow_WrongState when one of them is not the caller's to dispute", async () => {
    const w = await loadFixture(world);
    const terms = await s.aSubmitted(w, { amounts: AMOUNTS });

    // The client may dispute the first alone; the fourth does not exist.
    await expect(together(w, terms, 0b011, w.client)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
    await expect(together(w, terms, 0b1001)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
    await together(w, terms, 0b001, w.client);
    await expect(together(w, terms, 0b011)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
  });

  it("reverts Escrow_NotParty for anyone else, and Escrow_NotAccepted over an offer", async () => {
    const w = await loadFixture(world);
    const terms = await s.aTerms(w, { amounts: AMOUNTS });
    await s.fund(w, terms);

    await expect(together(w, terms, 0b11, w.stranger)).to.be.revertedWithCustomError(w.escrow, "Escrow_NotParty");
    await expect(together(w, terms, 0b11)).to.be.revertedWithCustomError(w.escrow, "Escrow_NotAccepted");
  });

  it("reverts Escrow_WrongCase when a court answers another id", async () => {
    const w = await loadFixture(world);
    const court = await s.aCourt();
    await court.behave(7, 0);
    const terms = { ...(await s.aTerms(w, { amounts: AMOUNTS })), court: (await court.getAddress()) as s.Hex };
    await s.fundSigned(w, terms);

    await expect(
      w.escrow.connect(w.developer).disputeTogether(plain(terms), 0b11, "", ethers.ZeroHash),
    ).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongCase");
  });

  describe("when the case is ruled", () => {
    it("is carried out for all of them at once, by whichever is named, and judged once", async () => {
      const w = await loadFixture(world);
      for (const named of [0, 2]) {
        const terms = await s.anActive(w, { amounts: AMOUNTS });
        await together(w, terms, 0b101);
        await ruled(w, terms, 0);
        const before = (await w.reputation.standingOf(w.developer)).won;

        const sent = w.escrow.execute(plain(terms), named);

        await expect(sent).to.changeEtherBalances(ethers, [w.developer, w.client], [5_000n - 50n, 0n]);
        const id = await s.idOf(w, terms);
        await expect(sent).to.emit(w.escrow, "Executed").withArgs(id, 0, 990, 0, 10, true);
        await expect(sent).to.emit(w.escrow, "Executed").withArgs(id, 2, 3_960, 0, 40, true);
        expect(await states(w, terms)).to.deep.equal(["Ruled", "Funded", "Ruled"]);
        expect((await w.reputation.standingOf(w.developer)).won).to.equal(before + 1n);
        await expect(w.escrow.execute(plain(terms), 2 - named)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
      }
    });

    it("rounds each milestone towards the client by itself", async () => {
      const w = await loadFixture(world);
      const court = await s.aCourt();
      await court.behave(0, 3_333);
      const terms = { ...(await s.aTerms(w, { amounts: [10n, 10n] })), court: (await court.getAddress()) as s.Hex };
      await s.fundSigned(w, terms);
      await w.escrow.connect(w.developer).disputeTogether(plain(terms), 0b11, "", ethers.ZeroHash);

      await expect(w.escrow.execute(plain(terms), 1)).to.changeEtherBalances(ethers, [w.developer, w.client], [6n, 14n]);
    });

    it("splits all of them after the long-stop when the court is silent", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w, { amounts: AMOUNTS });
      await together(w, terms, 0b110);

      await expect(w.escrow.execute(plain(terms), 2)).to.be.revertedWithCustomError(w.escrow, "Escrow_NotRuled");
      await time.increase(90 * DAY + s.HOUR);

      await expect(w.escrow.execute(plain(terms), 2)).to.changeEtherBalance(ethers, w.client, 3_000n);
      expect(await states(w, terms)).to.deep.equal(["Funded", "Ruled", "Ruled"]);
    });
  });

  describe("when one of them is settled", () => {
    const settle = async (w: s.World, terms: Terms, index: number) => {
      const until = (await time.latest()) + DAY;
      const settlement = await s.settlementOf(w, terms, 5_000, until, index);
      const signed = await s.signSettlement(w, settlement, w.client);
      return w.escrow.connect(w.developer).settle(plain(terms), index, 5_000, until, signed, "0x");
    };

    it("leaves the case open for the others, the lowest one's settlement too", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w, { amounts: AMOUNTS });
      await together(w, terms, 0b111);
      const caseId = await caseIdOf(w, terms, 0);

      await settle(w, terms, 0);

      expect((await w.court.caseOf(caseId)).period).to.equal(1n);
      await ruled(w, terms, 0);
      await expect(w.escrow.execute(plain(terms), 1)).to.changeEtherBalance(ethers, w.developer, 6_000n - 60n);
      expect(await states(w, terms)).to.deep.equal(["Settled", "Ruled", "Ruled"]);
    });

    it("keeps the clock of the case for the long-stop of the others", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w, { amounts: AMOUNTS });
      await together(w, terms, 0b011);
      const { clock } = await s.lane(w, terms, 1);

      await settle(w, terms, 0);

      expect((await s.lane(w, terms, 1)).clock).to.equal(clock);
      await expect(w.escrow.execute(plain(terms), 1)).to.be.revertedWithCustomError(w.escrow, "Escrow_NotRuled");
      await time.increaseTo(clock + 90n * BigInt(DAY));
      await w.escrow.execute(plain(terms), 1);
    });

    it("ends the case with the last of them", async () => {
      const w = await loadFixture(world);
      const terms = await s.anActive(w, { amounts: AMOUNTS });
      await together(w, terms, 0b101);
      const caseId = await caseIdOf(w, terms, 0);

      await settle(w, terms, 0);
      await expect(settle(w, terms, 2))
        .to.emit(w.court, "Ruled")
        .withArgs(caseId, 5_000, 3);
    });
  });
});
