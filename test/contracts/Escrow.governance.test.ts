import { expect } from "chai";
import { GOVERNOR, GUARDIAN } from "../../scripts/deploy/governance.ts";
import { localParameters } from "../../scripts/deploy/parameters.ts";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, plain, DAY } = s;
const GRACE = 7 * DAY;

/** The treasury's wallet governs, and a guardian pauses. */
async function governed() {
  const w = await world();
  const guardian = w.arbiters[0]!;
  await w.authority.schedule(w.authority, grantGuardian(w, guardian), 0);
  await time.increase(localParameters.governanceDelay);
  await w.authority.execute(w.authority, grantGuardian(w, guardian));
  return { ...w, guardian };
}

const grantGuardian = (w: s.World, guardian: s.Signer) =>
  w.authority.interface.encodeFunctionData("grantRole", [GUARDIAN, guardian.address, 0]);

/** What the governor wants, after its delay. */
async function govern(w: s.World, name: string, args: unknown[], target: "escrow" | "reputation" = "escrow") {
  const call = w[target].interface.encodeFunctionData(name as never, args as never);
  await w.authority.schedule(w[target], call, 0);
  await time.increase(localParameters.governanceDelay);
  return w.authority.execute(w[target], call);
}

const fund = async (w: s.World, feeBps: number) => s.fund(w, await s.aTerms(w, { feeBps }));

describe("Escrow.setFee", () => {
  it("reverts AccessManagedUnauthorized for anyone but the governor, the guardian too", async () => {
    const w = await loadFixture(governed);

    for (const who of [w.stranger, w.guardian, w.client]) {
      await expect(w.escrow.connect(who).setFee(1)).to.be.revertedWithCustomError(w.escrow, "AccessManagedUnauthorized");
    }
  });

  it("does nothing before the delay has passed", async () => {
    const w = await loadFixture(governed);
    const call = w.escrow.interface.encodeFunctionData("setFee", [200]);

    await expect(w.escrow.setFee(200)).to.be.revertedWithCustomError(w.authority, "AccessManagerNotScheduled");
    await w.authority.schedule(w.escrow, call, 0);
    await expect(w.authority.execute(w.escrow, call)).to.be.revertedWithCustomError(w.authority, "AccessManagerNotReady");
    expect((await w.escrow.policy()).feeBps).to.equal(100n);
  });

  it("takes the new fee at once, and the previous one for a grace", async () => {
    const w = await loadFixture(governed);

    const sent = govern(w, "setFee", [250]);

    const until = BigInt((await sent.then(() => time.latest())) + GRACE);
    await expect(sent).to.emit(w.escrow, "FeeSet").withArgs(250, 100, until);
    expect(await w.escrow.policy()).to.deep.equal([250n, false, 100n, until]);
    await fund(w, 250);
    const early = await s.aTerms(w, { feeBps: 100, due: Number(until) + DAY });
    const late = await s.aTerms(w, { feeBps: 100, due: Number(until) + DAY });
    await time.setNextBlockTimestamp(until - 1n);
    await s.fund(w, early);
    await time.setNextBlockTimestamp(until);
    await expect(s.fund(w, late)).to.be.revertedWithCustomError(w.escrow, "Escrow_FeeNotCurrent").withArgs(100, 250);
  });

  it("changes nothing for an agreement that exists: it pays what was signed, also for later milestones (law 6)", async () => {
    const w = await loadFixture(governed);
    const terms = await s.aTerms(w, { amounts: [10_000n, 10_000n] });
    await s.fund(w, terms, 1);

    await govern(w, "setFee", [500]);
    await time.increase(GRACE);
    await w.escrow.connect(w.client).fund(plain(terms), 1, { value: 10_000n });

    for (const index of [0, 1]) {
      await expect(w.escrow.connect(w.client).release(plain(terms), index))
        .to.emit(w.escrow, "Released")
        .withArgs(await s.idOf(w, terms), index, 10_000, 100);
    }
  });

  it("reverts Escrow_FeeTooHigh over the cap", async () => {
    const w = await loadFixture(governed);

    await govern(w, "setFee", [500]);
    await time.increase(GRACE);
    await expect(govern(w, "setFee", [501]))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_FeeTooHigh")
      .withArgs(501, 500);
  });

  it("reverts Escrow_FeeTooSoon while the grace of the last change runs", async () => {
    const w = await loadFixture(governed);
    await govern(w, "setFee", [200]);
    const { previousUntil } = await w.escrow.policy();

    await expect(govern(w, "setFee", [300]))
      .to.be.revertedWithCustomError(w.escrow, "Escrow_FeeTooSoon")
      .withArgs(previousUntil);
    await time.increaseTo(previousUntil);
    await govern(w, "setFee", [301]);

    expect((await w.escrow.policy()).previousFeeBps).to.equal(200n);
  });
});

describe("Escrow.setTreasury", () => {
  it("reverts AccessManagedUnauthorized for anyone but the governor", async () => {
    const w = await loadFixture(governed);

    await expect(w.escrow.connect(w.stranger).setTreasury(w.stranger)).to.be.revertedWithCustomError(
      w.escrow,
      "AccessManagedUnauthorized",
    );
  });

  it("sends fees there from then on, those that waited too", async () => {
    const w = await loadFixture(governed);
    const terms = await s.aSubmitted(w, { amounts: [1_000n] });
    await w.escrow.connect(w.client).release(plain(terms), 0);

    await expect(govern(w, "setTreasury", [w.stranger.address]))
      .to.emit(w.escrow, "TreasurySet")
      .withArgs(w.stranger.address);

    expect(await w.escrow.treasury()).to.equal(w.stranger.address);
    await expect(w.escrow.collectFees(s.COIN)).to.changeEtherBalance(ethers, w.stranger, 10n);
  });

  it("reverts Escrow_BadTreasury for zero", async () => {
    const w = await loadFixture(governed);

    await expect(govern(w, "setTreasury", [ethers.ZeroAddress])).to.be.revertedWithCustomError(w.escrow, "Escrow_BadTreasury");
  });
});

describe("Escrow.pause", () => {
  it("reverts AccessManagedUnauthorized for anyone but the guardian, the governor's delay notwithstanding", async () => {
    const w = await loadFixture(governed);

    for (const who of [w.stranger, w.client]) {
      await expect(w.escrow.connect(who).pause()).to.be.revertedWithCustomError(w.escrow, "AccessManagedUnauthorized");
    }
  });

  it("stops new funding at once and top-ups with it, by Escrow_Paused", async () => {
    const w = await loadFixture(governed);
    const terms = await s.aTerms(w);
    await s.fund(w, terms, 1);

    await expect(w.escrow.connect(w.guardian).pause()).to.emit(w.escrow, "Paused").withArgs(w.guardian.address);

    expect((await w.escrow.policy()).paused).to.equal(true);
    await expect(fund(w, 100)).to.be.revertedWithCustomError(w.escrow, "Escrow_Paused");
    await expect(w.escrow.connect(w.client).fund(plain(terms), 1, { value: s.ETHER })).to.be.revertedWithCustomError(
      w.escrow,
      "Escrow_Paused",
    );
  });

  it("stops no way out: work, release, refund, settlement, dispute and ruling go on (law 5)", async () => {
    const w = await loadFixture(governed);
    const terms = await s.anActive(w, { amounts: [1_000n, 1_000n, 1_000n] });
    const ruled = await s.aRuled(w, [10_000, 10_000, 10_000]);
    const offer = await s.aTerms(w);
    await s.fund(w, offer);

    await w.escrow.connect(w.guardian).pause();

    await w.escrow.connect(w.developer).submit(plain(terms), 0, s.DIGEST);
    await w.escrow.connect(w.client).requestChanges(plain(terms), 0, s.DIGEST);
    await w.escrow.connect(w.client).release(plain(terms), 0);
    await w.escrow.connect(w.developer).refund(plain(terms), 1);
    await s.dispute(w, terms, 2, w.developer);
    await w.escrow.execute(plain(ruled.terms), 0);
    await w.escrow.connect(w.client).cancel(plain(offer));
    await w.escrow.collectFees(s.COIN);
    expect((await s.lane(w, terms, 2)).state).to.equal("Disputed");
  });
});

describe("Escrow.unpause", () => {
  it("reverts AccessManagedUnauthorized for anyone but the guardian", async () => {
    const w = await loadFixture(governed);

    await expect(w.escrow.connect(w.stranger).unpause()).to.be.revertedWithCustomError(w.escrow, "AccessManagedUnauthorized");
  });

  it("lets funding go on", async () => {
    const w = await loadFixture(governed);
    await w.escrow.connect(w.guardian).pause();

    await expect(w.escrow.connect(w.guardian).unpause()).to.emit(w.escrow, "Unpaused").withArgs(w.guardian.address);

    await fund(w, 100);
    expect((await w.escrow.policy()).paused).to.equal(false);
  });
});

describe("Escrow.setAuthority", () => {
  it("reverts for anyone but the authority, which changes after its own delay", async () => {
    const w = await loadFixture(governed);
    const next = await ethers.deployContract("AccessManager", [w.stranger.address]);
    const call = w.authority.interface.encodeFunctionData("updateAuthority", [
      await w.escrow.getAddress(),
      await next.getAddress(),
    ]);

    await expect(w.escrow.setAuthority(next)).to.be.revertedWithCustomError(w.escrow, "AccessManagedUnauthorized");
    await expect(w.authority.updateAuthority(w.escrow, next)).to.be.revertedWithCustomError(
      w.authority,
      "AccessManagerNotScheduled",
    );
    await w.authority.schedule(w.authority, call, 0);
    await time.increase(localParameters.governanceDelay);
    await w.authority.execute(w.authority, call);

    expect(await w.escrow.authority()).to.equal(await next.getAddress());
    expect(await w.authority.hasRole(GOVERNOR, w.treasury)).to.deep.equal([true, 60n]);
  });
});

describe("Reputation.setRate", () => {
  it("reverts AccessManagedUnauthorized for anyone but the governor", async () => {
    const w = await loadFixture(governed);

    await expect(w.reputation.connect(w.guardian).setRate(s.COIN, 1)).to.be.revertedWithCustomError(
      w.reputation,
      "AccessManagedUnauthorized",
    );
  });

  it("sets what fees to come are worth after the delay, and nobody's experience", async () => {
    const w = await loadFixture(governed);
    const terms = await s.anActive(w);
    await w.escrow.connect(w.client).release(plain(terms), 0);

    await expect(w.reputation.setRate(s.COIN, 1)).to.be.revertedWithCustomError(w.authority, "AccessManagerNotScheduled");
    await expect(govern(w, "setRate", [s.COIN, 20_000n], "reputation"))
      .to.emit(w.reputation, "RateSet")
      .withArgs(s.COIN, 20_000n);

    expect((await w.reputation.standingOf(w.developer)).experience).to.equal(100n);
    await w.escrow.connect(w.client).release(plain(terms), 1);
    expect((await w.reputation.standingOf(w.developer)).experience).to.equal(300n);
    expect(await w.reputation.rateOf(s.COIN)).to.equal(20_000n);
  });
});

describe("Reputation.setAuthority", () => {
  it("reverts for anyone but the authority", async () => {
    const w = await loadFixture(governed);

    await expect(w.reputation.setAuthority(w.authority)).to.be.revertedWithCustomError(w.reputation, "AccessManagedUnauthorized");
  });
});

describe("Anchor.anchor", () => {
  it("says who anchored what, holds nothing and refuses nobody", async () => {
    const w = await loadFixture(world);
    const anchor = await ethers.deployContract("Anchor");

    await expect(anchor.connect(w.stranger).anchor(s.SALT, s.DIGEST, 2n ** 64n - 1n))
      .to.emit(anchor, "Anchored")
      .withArgs(w.stranger.address, s.SALT, s.DIGEST, 2n ** 64n - 1n);
  });
});
