import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, ETHER, P } = s;
const one = ethers.getAddress(`0x${"11".repeat(20)}`);

/** Experience enough for a further seat. */
async function withStanding(w: s.World, arbiter: s.Signer) {
  const terms = { ...(await s.aTerms(w, { amounts: [100n * ETHER] })), developer: arbiter.address as s.Hex };
  await s.fund(w, terms);
  await w.escrow.connect(w.client).release(plain(terms), 0);
}

describe("Court.constructor", () => {
  it("refuses peers that are zero and parameters that do not fit together", async () => {
    const { court } = await loadFixture(world);
    const wrong: Partial<typeof P>[] = [
      { seatStake: 0n },
      { seatStake: 2n ** 96n },
      { silenceBps: 5_001n },
      // A deposit more than what silence costs: nobody would pay for the round after one without a quorum.
      { silenceBps: 599n },
      { incoherenceBps: 10_001n },
      { depositBps: 10_001n },
      { drawBounty: P.minDeposit + 1n },
      { maxDeposit: P.minDeposit - 10n ** 12n },
      { minDeposit: P.minDeposit + 1n },
      { maxDeposit: P.maxDeposit + 1n },
      { seatStake: 100n * ETHER, maxDeposit: 2n ** 24n * 10n ** 12n },
      { minDeposit: 0n, maxDeposit: 0n, drawBounty: 0n },
      { fastLimit: 6n * P.seatStake + 1n },
      { drawPeriod: 0n },
      { leaveDelay: 365n * 86_400n },
      { seatDelay: 365n * 86_400n },
      { seedWindow: 0n },
      { seedWindow: 8_192n },
      { minOwners: 8n },
      ...(["fast", "standard"] as const).flatMap((lane) => [
        ...(Object.keys(P[lane]) as (keyof typeof P.fast)[]).map((name) => ({ [lane]: { ...P[lane], [name]: 0n } })),
        { [lane]: { ...P[lane], answer: 365n * 86_400n } },
        { [lane]: { ...P[lane], appeal: 365n * 86_400n } },
        { [lane]: { ...P[lane], evidenceBlocks: 10n ** 9n } },
        { leaveDelay: P[lane].evidence + P.drawPeriod + 2n * P[lane].commit + P[lane].reveal },
      ]),
    ];

    for (const change of wrong) {
      await expect(ethers.deployContract("Court", [one, one, { ...P, ...change }])).to.be.revertedWithCustomError(
        court,
        "Court_BadParameters",
      );
    }
    for (const peers of [
      [ethers.ZeroAddress, one],
      [one, ethers.ZeroAddress],
    ]) {
      await expect(ethers.deployContract("Court", [...peers, P])).to.be.revertedWithCustomError(court, "Court_BadParameters");
    }
  });

  it("takes parameters at their bounds", async () => {
    const sound: Partial<typeof P>[] = [
      { seatStake: 2n ** 96n - 1n },
      { silenceBps: 5_000n },
      // Exactly the highest deposit.
      { silenceBps: (P.maxDeposit * 10_000n) / P.seatStake },
      { incoherenceBps: 10_000n },
      { depositBps: 10_000n },
      { drawBounty: P.minDeposit },
      { minDeposit: P.maxDeposit },
      { seatStake: 1_000n * ETHER, maxDeposit: (2n ** 24n - 1n) * 10n ** 12n },
      { fastLimit: 6n * P.seatStake },
      { drawPeriod: 1n },
      { leaveDelay: 365n * 86_400n - 1n },
      { seatDelay: 365n * 86_400n - 1n },
      { seedWindow: 1n },
      { seedWindow: 8_191n },
      { minOwners: 9n },
      ...(["fast", "standard"] as const).flatMap((lane) => [
        { [lane]: { ...P[lane], answer: 365n * 86_400n - 1n } },
        { [lane]: { ...P[lane], appeal: 365n * 86_400n - 1n } },
        { [lane]: { ...P[lane], evidenceBlocks: 10n ** 9n - 1n } },
        { [lane]: { answer: 1n, evidence: 1n, evidenceBlocks: 1n, commit: 1n, reveal: 1n, appeal: 1n } },
      ]),
    ];

    for (const change of sound) await ethers.deployContract("Court", [one, one, { ...P, ...change }]);
  });

  it("reads back every parameter", async () => {
    const { court } = await loadFixture(world);

    const found = await court.parameters();

    const { fast, standard, ...rest } = P;
    for (const name of Object.keys(rest) as (keyof typeof rest)[]) expect(found[name], name).to.equal(rest[name]);
    for (const [name, lane] of Object.entries({ fast, standard }))
      expect([...found[name as "fast"]], name).to.deep.equal(Object.values(lane));
  });
});

describe("Court.takeSeat", () => {
  it("stakes for a seat that counts after a delay", async () => {
    const w = await loadFixture(world);

    const sent = w.court.connect(w.stranger).takeSeat({ value: P.seatStake });

    await expect(sent).to.emit(w.court, "SeatTaken").withArgs(13, w.stranger.address);
    await expect(sent).to.changeEtherBalance(ethers, w.court, P.seatStake);
    const now = BigInt(await time.latest());
    expect(await w.court.seatOf(13)).to.deep.equal([w.stranger.address, now + P.seatDelay, 0n, false]);
    expect(await w.court.bench()).to.deep.equal([13n, 13n]);
    expect(await w.court.seatsOf(w.stranger)).to.equal(1n);
  });

  it("reverts Court_WrongStake for any other value", async () => {
    const w = await loadFixture(world);

    for (const value of [0n, P.seatStake - 1n, P.seatStake + 1n]) {
      await expect(w.court.connect(w.stranger).takeSeat({ value }))
        .to.be.revertedWithCustomError(w.court, "Court_WrongStake")
        .withArgs(P.seatStake, value);
    }
  });

  it("reverts Court_LowStanding for a further seat without standing", async () => {
    const w = await loadFixture(world);

    await expect(w.court.connect(w.arbiters[0]!).takeSeat({ value: P.seatStake }))
      .to.be.revertedWithCustomError(w.court, "Court_LowStanding")
      .withArgs(w.arbiters[0]!.address, 0, P.seatWeight);
  });

  it("gives at most five seats to a wallet of standing, and counts it as one owner", async () => {
    const w = await loadFixture(world);
    const [arbiter] = w.arbiters as [s.Signer];
    await withStanding(w, arbiter);

    for (let i = 0; i < 4; i++) await w.court.connect(arbiter).takeSeat({ value: P.seatStake });

    await expect(w.court.connect(arbiter).takeSeat({ value: P.seatStake }))
      .to.be.revertedWithCustomError(w.court, "Court_TooManySeats")
      .withArgs(arbiter.address, 5);
    expect(await w.court.bench()).to.deep.equal([16n, 12n]);
  });

  it("counts an owner as long as one of its seats is left", async () => {
    const w = await loadFixture(world);
    const [arbiter] = w.arbiters as [s.Signer];
    await withStanding(w, arbiter);
    await w.court.connect(arbiter).takeSeat({ value: P.seatStake });
    expect(await w.court.bench()).to.deep.equal([13n, 12n]);

    for (const [seat, owners] of [
      [13, 12n],
      [1, 11n],
    ] as const) {
      await w.court.connect(arbiter).leaveSeat(seat);
      await time.increase(P.leaveDelay);
      await w.court.connect(arbiter).leaveSeat(seat);
      expect(await w.court.bench()).to.deep.equal([13n, owners]);
    }
  });

  it("fills the hole that was left last", async () => {
    const w = await loadFixture(world);
    for (const i of [2, 7]) await w.court.connect(w.arbiters[i]!).leaveSeat(i + 1);
    await time.increase(P.leaveDelay);
    for (const i of [2, 7]) await w.court.connect(w.arbiters[i]!).leaveSeat(i + 1);
    expect(await w.court.bench()).to.deep.equal([12n, 10n]);

    for (const seat of [8, 3, 13]) {
      const [who] = (await ethers.getSigners()).slice(17 + (seat % 3)) as [s.Signer];
      await expect(w.court.connect(who).takeSeat({ value: P.seatStake }))
        .to.emit(w.court, "SeatTaken")
        .withArgs(seat, who.address);
    }
  });
});

describe("Court.leaveSeat", () => {
  it("announces first, and returns the stake after the delay", async () => {
    const w = await loadFixture(world);
    const [arbiter] = w.arbiters as [s.Signer];
    const at = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(at);

    await expect(w.court.connect(arbiter).leaveSeat(1))
      .to.emit(w.court, "SeatLeaving")
      .withArgs(1, arbiter.address, BigInt(at) + P.leaveDelay);
    await time.setNextBlockTimestamp(BigInt(at) + P.leaveDelay - 1n);
    await expect(w.court.connect(arbiter).leaveSeat(1))
      .to.be.revertedWithCustomError(w.court, "Court_LeavesLater")
      .withArgs(1, BigInt(at) + P.leaveDelay);
    await time.setNextBlockTimestamp(BigInt(at) + P.leaveDelay);
    const sent = w.court.connect(arbiter).leaveSeat(1);

    await expect(sent).to.emit(w.court, "SeatLeft").withArgs(1, arbiter.address);
    await expect(sent).to.emit(w.court, "StakeReturned").withArgs(1, arbiter.address, P.seatStake);
    expect(await w.court.creditOf(arbiter)).to.equal(P.seatStake);
    expect(await w.court.seatOf(1)).to.deep.equal([ethers.ZeroAddress, 0n, 0n, false]);
    await expect(w.court.connect(arbiter).leaveSeat(1)).to.be.revertedWithCustomError(w.court, "Court_NotSeatHolder");
  });

  it("reverts Court_NotSeatHolder for anyone else's seat", async () => {
    const w = await loadFixture(world);

    await expect(w.court.connect(w.arbiters[1]!).leaveSeat(1))
      .to.be.revertedWithCustomError(w.court, "Court_NotSeatHolder")
      .withArgs(1, w.arbiters[1]!.address);
  });

  it("reverts Court_SeatBusy while a case holds the stake, until its arbiters are paid", async () => {
    const w = await loadFixture(world);
    const { caseId, panel } = await s.aDrawn(w);
    const [juror] = panel as [s.Juror];
    await w.court.connect(juror.signer).leaveSeat(juror.seat);
    await s.vote(w, caseId, [10_000, 10_000, 10_000]);
    await time.increase(P.leaveDelay);

    await expect(w.court.connect(juror.signer).leaveSeat(juror.seat))
      .to.be.revertedWithCustomError(w.court, "Court_SeatBusy")
      .withArgs(juror.seat);
    await w.court.connect(w.stranger).reward([caseId]);
    await w.court.connect(juror.signer).leaveSeat(juror.seat);
  });

  it("keeps one that announced in cases answered before, and out of those after", async () => {
    const w = await loadFixture(world);
    const before = await s.anOpened(w);
    await s.answer(w, before.caseId);
    for (const [i, arbiter] of w.arbiters.entries())
      if (i !== 4 && i !== 5 && i !== 6) await w.court.connect(arbiter).leaveSeat(i + 1);
    const after = await s.anOpened(w);
    await s.answer(w, after.caseId);

    await s.draw(w, before.caseId);
    await s.draw(w, after.caseId).catch(() => undefined);

    const late = (await s.panelOf(w, after.caseId)).map(({ seat }) => Number(seat)).sort();
    const early = (await s.panelOf(w, before.caseId)).map(({ seat }) => Number(seat));
    expect(late.every((seat) => [5, 6, 7].includes(seat))).to.equal(true);
    expect(early).to.have.length(3);
  });
});

describe("Court.withdraw", () => {
  it("pays the caller's credit to wherever it says", async () => {
    const w = await loadFixture(world);
    const { caseId } = await s.aRuled(w, [10_000, 10_000, 10_000]);
    await w.court.connect(w.stranger).reclaim(caseId, s.partiesOf(w));
    const { deposit } = await w.court.caseOf(caseId);

    await expect(w.court.connect(w.developer).withdraw(w.treasury)).to.changeEtherBalance(ethers, w.treasury, deposit);
    await expect(w.court.connect(w.developer).withdraw(w.treasury))
      .to.be.revertedWithCustomError(w.court, "Court_NothingToWithdraw")
      .withArgs(w.developer.address);
  });

  it("reverts Court_WithdrawFailed and keeps the credit when the payee refuses", async () => {
    const w = await loadFixture(world);
    const actor = await s.anActor();
    await actor.behave(1);
    const { caseId } = await s.aRuled(w, [10_000, 10_000, 10_000]);
    await w.court.connect(w.stranger).reclaim(caseId, s.partiesOf(w));

    await expect(w.court.connect(w.developer).withdraw(actor)).to.be.revertedWithCustomError(w.court, "Court_WithdrawFailed");
    expect(await w.court.creditOf(w.developer)).to.equal((await w.court.caseOf(caseId)).deposit);
  });

  it("pays once, however often the payee asks again from within", async () => {
    const w = await loadFixture(world);
    const actor = await s.anActor();
    const take = w.court.interface.encodeFunctionData("takeSeat");
    await actor.act(w.court, take, { value: P.seatStake });
    const leave = w.court.interface.encodeFunctionData("leaveSeat", [13]);
    await actor.act(w.court, leave);
    await time.increase(P.leaveDelay);
    await actor.act(w.court, leave);
    const withdraw = w.court.interface.encodeFunctionData("withdraw", [await actor.getAddress()]);
    await actor.reenter(w.court, withdraw);

    await expect(actor.act(w.court, withdraw)).to.changeEtherBalance(ethers, actor, P.seatStake);
    expect(await actor.reentered()).to.equal(false);
  });
});
