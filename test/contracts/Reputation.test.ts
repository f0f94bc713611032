import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, time, world, ETHER } = s;

/** A Reputation whose Escrow is a wallet. */
async function alone() {
  const w = await world();
  const reputation = await ethers.deployContract("Reputation", [w.authority, w.treasury, [s.COIN], [10_000n]]);
  const earn = (fee: bigint, isComplete = false, token = s.COIN) =>
    reputation.connect(w.treasury).earn(w.developer, w.client, s.DIGEST, token, fee, isComplete);
  const judge = () => reputation.connect(w.treasury).judge(s.DIGEST, w.developer, w.client);
  return { ...w, reputation, earn, judge, id: BigInt(w.developer.address) };
}

describe("Reputation.constructor", () => {
  it("refuses a peer that is zero, or tokens without rates", async () => {
    const { reputation } = await loadFixture(alone);
    const one = ethers.getAddress(`0x${"11".repeat(20)}`);

    for (const args of [
      [ethers.ZeroAddress, one, [], []],
      [one, ethers.ZeroAddress, [], []],
      [one, one, [one], []],
    ]) {
      await expect(ethers.deployContract("Reputation", args)).to.be.revertedWithCustomError(
        reputation,
        "Reputation_BadDeployment",
      );
    }
  });
});

describe("Reputation.earn", () => {
  it("reverts Reputation_NotEscrow for anyone else", async () => {
    const w = await loadFixture(alone);

    await expect(w.reputation.connect(w.stranger).earn(w.developer, w.client, s.DIGEST, s.COIN, 1, false))
      .to.be.revertedWithCustomError(w.reputation, "Reputation_NotEscrow")
      .withArgs(w.stranger.address);
  });

  it("adds experience by the token's rate, rounded down, and notes the time", async () => {
    const w = await loadFixture(alone);

    await expect(w.earn(10n ** 14n * 3n - 1n))
      .to.emit(w.reputation, "ExperienceEarned")
      .withArgs(w.developer.address, s.DIGEST, 2, 2);
    await w.earn(ETHER);

    expect(await w.reputation.standingOf(w.developer)).to.deep.equal([10_002n, 0n, 0n, 0n, BigInt(await time.latest())]);
  });

  it("adds none for a token without a rate, or for dust", async () => {
    const w = await loadFixture(alone);

    await expect(w.earn(ETHER, false, w.tokenAddress)).not.to.emit(w.reputation, "ExperienceEarned");
    await expect(w.earn(1n)).not.to.emit(w.reputation, "ExperienceEarned");
  });

  it("stops at the top instead of overflowing", async () => {
    const w = await loadFixture(alone);
    const top = 2n ** 64n - 1n;

    await w.earn(ethers.MaxUint256);
    await w.earn(ETHER);

    expect((await w.reputation.standingOf(w.developer)).experience).to.equal(top);
    expect((await w.earn(ethers.MaxUint256 / 10_000n)).hash).to.have.length(66);
  });

  it("notes a completed agreement of both sides", async () => {
    const w = await loadFixture(alone);

    const sent = w.earn(ETHER, true);

    await expect(sent).to.emit(w.reputation, "Completed").withArgs(w.developer.address, s.DIGEST, 1);
    await expect(sent).to.emit(w.reputation, "Completed").withArgs(w.client.address, s.DIGEST, 1);
    expect((await w.reputation.standingOf(w.client)).experience).to.equal(0n);
  });
});

describe("Reputation.judge", () => {
  it("reverts Reputation_NotEscrow for anyone else", async () => {
    const w = await loadFixture(alone);

    await expect(w.reputation.connect(w.stranger).judge(s.DIGEST, w.client, w.developer))
      .to.be.revertedWithCustomError(w.reputation, "Reputation_NotEscrow")
      .withArgs(w.stranger.address);
  });

  it("notes who won and who lost", async () => {
    const w = await loadFixture(alone);

    await expect(w.judge()).to.emit(w.reputation, "Judged").withArgs(s.DIGEST, w.developer.address, w.client.address);

    expect((await w.reputation.standingOf(w.developer)).won).to.equal(1n);
    expect((await w.reputation.standingOf(w.client)).lost).to.equal(1n);
  });
});

describe("Reputation.weightOf", () => {
  it("halves every ninety days without activity, in straight lines between, and ends at nothing", async () => {
    const w = await loadFixture(alone);
    await w.earn(ETHER);
    const start = await time.latest();
    const half = Number(await w.reputation.HALF_LIFE());

    for (const [halvings, weight] of [
      [0, 10_000n],
      [0.5, 7_500n],
      [1, 5_000n],
      [2, 2_500n],
      [3, 1_250n],
      [64, 0n],
      [500, 0n],
    ] as const) {
      await s.networkHelpers.mine();
      if (halvings > 0) await time.increaseTo(start + half * halvings);
      expect(await w.reputation.weightOf(w.developer), `${halvings}`).to.equal(weight);
    }
    expect((await w.reputation.standingOf(w.developer)).experience).to.equal(10_000n);
  });

  it("falls with disputes lost and not with disputes won", async () => {
    const w = await loadFixture(alone);
    for (const who of [w.developer, w.client]) {
      await w.reputation.connect(w.treasury).earn(who, w.stranger, s.DIGEST, s.COIN, ETHER, false);
    }

    await w.judge();

    expect(await w.reputation.weightOf(w.developer)).to.equal(10_000n);
    expect(await w.reputation.weightOf(w.client)).to.equal(5_000n);
  });

  it("is nothing for a stranger", async () => {
    const w = await loadFixture(alone);

    expect(await w.reputation.weightOf(w.stranger)).to.equal(0n);
  });
});

describe("Reputation.transferFrom", () => {
  it("is minted once, with the first thing that happens, and is locked (ERC-5192)", async () => {
    const w = await loadFixture(alone);

    const sent = w.earn(1n);

    await expect(sent).to.emit(w.reputation, "Transfer").withArgs(ethers.ZeroAddress, w.developer.address, w.id);
    await expect(sent).to.emit(w.reputation, "Locked").withArgs(w.id);
    await expect(w.earn(1n)).not.to.emit(w.reputation, "Transfer");
    expect(await w.reputation.ownerOf(w.id)).to.equal(w.developer.address);
    expect(await w.reputation.balanceOf(w.developer)).to.equal(1n);
    expect(await w.reputation.locked(w.id)).to.equal(true);
    expect(await w.reputation.getApproved(w.id)).to.equal(ethers.ZeroAddress);
    expect(await w.reputation.isApprovedForAll(w.developer, w.client)).to.equal(false);
  });

  it("reverts Reputation_Soulbound on every transfer and approval", async () => {
    const w = await loadFixture(alone);
    await w.earn(1n);
    const own = w.reputation.connect(w.developer);
    const attempts = [
      own.transferFrom(w.developer, w.client, w.id),
      own["safeTransferFrom(address,address,uint256)"](w.developer, w.client, w.id),
      own["safeTransferFrom(address,address,uint256,bytes)"](w.developer, w.client, w.id, "0x"),
      own.approve(w.client, w.id),
      own.setApprovalForAll(w.client, true),
    ];

    for (const attempt of attempts)
      await expect(attempt).to.be.revertedWithCustomError(w.reputation, "Reputation_Soulbound").withArgs(w.id);
  });

  it("reverts Reputation_NoToken for an account without standing, or an id that is no address", async () => {
    const w = await loadFixture(alone);
    await w.earn(1n);

    for (const id of [BigInt(w.client.address), w.id + 2n ** 160n]) {
      for (const read of [
        w.reputation.ownerOf(id),
        w.reputation.locked(id),
        w.reputation.getApproved(id),
        w.reputation.tokenURI(id),
      ]) {
        await expect(read).to.be.revertedWithCustomError(w.reputation, "Reputation_NoToken").withArgs(id);
      }
    }
    await expect(w.reputation.balanceOf(ethers.ZeroAddress)).to.be.revertedWithCustomError(
      w.reputation,
      "Reputation_ZeroAddress",
    );
    expect(await w.reputation.balanceOf(w.client)).to.equal(0n);
  });

  it("shows metadata and a picture made on chain", async () => {
    const w = await loadFixture(alone);
    await w.earn(ETHER, true);
    await w.judge();
    const read = (uri: string) => Buffer.from(uri.slice(uri.indexOf(",") + 1), "base64").toString("utf8");

    const metadata = JSON.parse(read(await w.reputation.tokenURI(w.id)));

    expect(metadata.name).to.equal(`Guildhall standing of ${w.developer.address}`);
    expect(
      Object.fromEntries(metadata.attributes.map((a: { trait_type: string; value: number }) => [a.trait_type, a.value])),
    ).to.deep.include({ Experience: 10_000, Completed: 1, Won: 1, Lost: 0 });
    const picture = read(metadata.image);
    expect(picture).to.match(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*10000.*<\/svg>$/);
    const radii = [...picture.matchAll(/<circle[^>]* r="(\d+)"/g)].map(([, radius]) => Number(radius));
    expect(radii).to.deep.equal([28, 32, 36, 40, 44]);
  });

  it("names itself and the interfaces it has", async () => {
    const { reputation } = await loadFixture(alone);

    expect([await reputation.name(), await reputation.symbol()]).to.deep.equal(["Guildhall Standing", "STANDING"]);
    for (const id of ["0x01ffc9a7", "0x80ac58cd", "0x5b5e139f", "0xb45a3c0e"])
      expect(await reputation.supportsInterface(id), id).to.equal(true);
    expect(await reputation.supportsInterface("0xffffffff")).to.equal(false);
  });
});
