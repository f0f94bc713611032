import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, world } = { ...s };

describe("the whole story", () => {
  it("locks, releases, times out, is judged and paid to the last wei", async () => {
    const w = await loadFixture(world);
    const { escrow, court, client, developer, stranger } = w;
    const terms = await s.aTerms(w);
    const id = await s.idOf(w, terms);

    await expect(s.fundSigned(w, terms)).to.emit(escrow, "Created");
    await escrow.connect(developer).submit(s.plain(terms), 0, s.DIGEST);
    await expect(escrow.connect(client).release(s.plain(terms), 0))
      .to.emit(escrow, "Released")
      .withArgs(id, 0, s.ETHER, s.ETHER / 100n);
    await escrow.connect(developer).submit(s.plain(terms), 2, s.DIGEST);
    const caseId = await s.dispute(w, terms, 2);
    await s.answer(w, caseId);
    await s.draw(w, caseId);
    await s.vote(w, caseId, [7_000, 8_000, 2_000]);
    await expect(escrow.execute(s.plain(terms), 2)).to.be.revertedWithCustomError(escrow, "Escrow_NotRuled");
    await s.time.increase(s.P.fast.appeal);
    await expect(escrow.execute(s.plain(terms), 2)).to.changeEtherBalances(
      ethers,
      [developer, client],
      [(s.ETHER * 7_000n) / 10_000n - (s.ETHER * 70n) / 10_000n, (s.ETHER * 3_000n) / 10_000n],
    );
    await s.time.increase(40 * s.DAY);
    await expect(escrow.connect(stranger).refund(s.plain(terms), 1)).to.changeEtherBalance(ethers, client, s.ETHER);
    await court.connect(stranger).reward([caseId]);
    await court.connect(stranger).reclaim(caseId, s.partiesOf(w));
    for (const who of [client, developer, stranger]) await court.connect(who).withdraw(who.address);

    expect(await w.reputation.standingOf(developer.address)).to.deep.include.members([100n, 0n, 1n, 0n]);
    expect(await ethers.provider.getBalance(escrow)).to.equal(await escrow.feesOf(s.COIN));
  });
});
