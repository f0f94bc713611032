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
