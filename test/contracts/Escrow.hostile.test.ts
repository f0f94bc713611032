import { expect } from "chai";
import type { Terms } from "../../core/chain/terms.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, DAY } = s;
const [NOTHING, EVERYTHING, RUBBISH, REVERTS, EATS_GAS, SHORT] = [0, 1, 2, 3, 4, 5];

/** A funded agreement whose developer is a contract that signs everything so far. */
async function withContract() {
  const w = await loadFixture(world);
  const developer = await s.anActor();
  await developer.sign(EVERYTHING);
  const terms: Terms = { ...(await s.aTerms(w)), developer: (await developer.getAddress()) as s.Hex };
  await w.escrow.connect(w.client).fundSigned(plain(terms), 3, "0x", { value: 3n * ETHER });
  const until = (await time.latest()) + DAY;
  const settle = (index = 0) =>
    w.escrow.connect(w.client).settle(plain(terms), index, 5_000, until, "0x", "0x", { gasLimit: 2_000_000 });
  return { w, developer, terms, settle };
}

/** A disputed milestone before a court that does as it is told. */
async function aDisputed() {
  const w = await loadFixture(world);
  const court = await s.aCourt();
  const terms: Terms = { ...(await s.aTerms(w)), court: (await court.getAddress()) as s.Hex };
  await s.fundSigned(w, terms);
  await w.escrow.connect(w.developer).dispute(plain(terms), 0, "", ethers.ZeroHash);
  const until = (await time.latest()) + DAY;
  const settlement = await s.settlementOf(w, terms, 2_500, until);
  const signed = await Promise.all([w.client, w.developer].map((who) => s.signSettlement(w, settlement, who)));
  const settle = () => w.escrow.connect(w.stranger).settle(plain(terms), 0, 2_500, until, signed[0]!, signed[1]!);
  return { w, court, terms, settle };
}

describe("Escrow and hostile signers", () => {
  it("settles nothing on a contract's no, rubbish, short answer, revert, or endless thought", async () => {
    const { w, developer, terms, settle } = await withContract();

    for (const signs of [NOTHING, RUBBISH, REVERTS, EATS_GAS, SHORT]) {
      await developer.sign(signs);
      await expect(settle(), String(signs)).to.be.revertedWithCustomError(w.escrow, "Escrow_BadSignature");
    }
    expect((await s.lane(w, terms)).state).to.equal("Funded");

    await developer.sign(EVERYTHING);
    await expect(settle()).to.emit(w.escrow, "Settled");
  });

  it("holds a contract to what it said when it was asked, and to nothing that it says later", async () => {
    const { w, developer, terms, settle } = await withContract();
    await settle(0);

    // It takes its word back: what was settled stays so, what was not cannot be.
    await developer.sign(NOTHING);
    expect((await s.lane(w, terms, 0)).state).to.equal("Settled");
    expect(await w.escrow.isAccepted(await s.idOf(w, terms))).to.equal(true);
    await expect(settle(1)).to.be.revertedWithCustomError(w.escrow, "Escrow_BadSignature");
  });

  it("pays and refunds past a contract that signs no more", async () => {
    const { w, developer, terms } = await withContract();
    await developer.sign(EATS_GAS);

    await expect(w.escrow.connect(w.client).release(plain(terms), 0)).to.emit(w.escrow, "Released");
    await time.increase(31 * DAY);
    await expect(w.escrow.connect(w.stranger).refund(plain(terms), 1)).to.changeEtherBalance(ethers, w.client, ETHER);
  });
});

describe("Escrow and a hostile court", () => {
  it("cannot be entered again while it tells the court of a settlement, not even for what anyone may do", async () => {
    const { w, court, terms, settle } = await aDisputed();
    const overdue = await s.anActive(w, { due: (await time.latest()) + s.HOUR });
    await time.increase(2 * s.HOUR);
    await court.reenter(w.escrow, s.encode(w, "refund", [plain(overdue), 0]));

    await expect(settle()).to.changeEtherBalance(ethers, w.client, (ETHER * 3n) / 4n);

    expect(await court.closed()).to.equal(1n);
    expect(await court.reentered()).to.equal(false);
    expect((await s.lane(w, terms)).state).to.equal("Settled");
    await w.escrow.connect(w.stranger).refund(plain(overdue), 0);
  });

  it("lets the court call whom it likes, as long as it is not the escrow that waits", async () => {
    const { w, court, settle } = await aDisputed();
    const mint = w.token.interface.encodeFunctionData("mint", [w.stranger.address, 7n]);
    await court.reenter(w.token, mint);

    await settle();

    expect(await court.reentered()).to.equal(true);
    expect(await w.token.balanceOf(w.stranger)).to.equal(7n);
  });

  it("gives nothing to a court that rules after the milestone was settled", async () => {
    const { w, court, terms, settle } = await aDisputed();
    await settle();
    await court.behave(0, 10_000);

    await expect(w.escrow.execute(plain(terms), 0)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
    expect(await ethers.provider.getBalance(w.escrow)).to.equal(2n * ETHER + (await w.escrow.feesOf(s.COIN)));
  });

  it("takes the word of a court that changes its mind as it stands when it is carried out, once", async () => {
    const { w, court, terms } = await aDisputed();
    await court.behave(0, 10_000);
    await court.behave(0, 0);

    await expect(w.escrow.execute(plain(terms), 0)).to.changeEtherBalances(ethers, [w.client, w.developer], [ETHER, 0n]);
    await court.behave(0, 10_000);
    await expect(w.escrow.execute(plain(terms), 0)).to.be.revertedWithCustomError(w.escrow, "Escrow_WrongState");
  });
});
