/** Who is drawn, worked out beside the chain from the random value of the seed block. */
import { expect } from "chai";
import * as s from "./support/world.ts";

const { ethers, loadFixture, networkHelpers, passAt, time, world, plain, ETHER, P } = s;
const coder = ethers.AbiCoder.defaultAbiCoder();

const seedOf = (randao: string, caseId: string): bigint =>
  BigInt(ethers.keccak256(coder.encode(["bytes32", "bytes32"], [randao, caseId])));

/** What the court has room to keep of a seed until a redraw. */
const kept = (seed: bigint): bigint => seed & ((1n << 26n) - 1n);

/** The seats that a seed names, in the order of the court's tries. */
function* named(seed: bigint, seats: bigint): Generator<bigint> {
  for (let tries = 0n; ; tries++)
    yield (BigInt(ethers.keccak256(coder.encode(["uint256", "uint256"], [seed, tries]))) % seats) + 1n;
}

type Lot = { seats: bigint; holder: (seat: bigint) => string; out: readonly string[]; busy: readonly bigint[]; size: number };

/** Whom the seed draws: nobody who is out, nobody twice, no seat that serves already. */
function drawnBy(seed: bigint, { seats, holder, out, busy, size }: Lot): bigint[] {
  const owners = new Set(out);
  const drawn: bigint[] = [];
  for (const seat of named(seed, seats)) {
    if (drawn.length === size) break;
    if (busy.includes(seat) || drawn.includes(seat) || owners.has(holder(seat))) continue;
    owners.add(holder(seat));
    drawn.push(seat);
  }
  return drawn;
}

/** The first random value of a fixed series that does what a test needs. */
function randaoWhere(isSo: (randao: string) => boolean): string {
  for (let i = 0; i < 20_000; i++) if (isSo(ethers.id(`randao ${i}`))) return ethers.id(`randao ${i}`);
  throw new Error("No value of the series does.");
}

async function drawWith(w: s.World, caseId: s.Hex, randao: string) {
  const { seedBlock } = await w.court.caseOf(caseId);
  await networkHelpers.mine(seedBlock - 1n - BigInt(await time.latestBlock()));
  await networkHelpers.setPrevRandao(BigInt(randao));
  await networkHelpers.mine(1);
  return s.draw(w, caseId);
}

const seatsOf = async (w: s.World, caseId: s.Hex): Promise<bigint[]> =>
  (await w.court.caseOf(caseId)).panel.map(({ seat }) => seat);

/** One arbiter with five seats, the last four after everybody else's. */
async function withGreat(begin: () => Promise<s.World>) {
  const w = await begin();
  const [great] = w.arbiters as [s.Signer];
  const others = BigInt(w.arbiters.length);
  const terms = { ...(await s.aTerms(w, { amounts: [100n * ETHER] })), developer: great.address as s.Hex };
  await s.fund(w, terms);
  await w.escrow.connect(w.client).release(plain(terms), 0);
  for (let i = 0; i < 4; i++) await w.court.connect(great).takeSeat({ value: P.seatStake });
  await time.increase(P.seatDelay);
  const holder = (seat: bigint) => (seat > others ? great : w.arbiters[Number(seat) - 1]!).address;
  return {
    w,
    great,
    lot: { seats: others + 4n, holder, busy: [], size: 3 },
    isGreats: (seat: bigint) => holder(seat) === great.address,
  };
}

const parties = (w: s.World) => [w.client.address, w.developer.address];

async function small() {
  return withGreat(world);
}

async function large() {
  return withGreat(async () => {
    const w = await world();
    await s.seat(w, 30);
    return w;
  });
}

async function answered(w: s.World) {
  const { terms, caseId } = await s.anOpened(w);
  await s.answer(w, caseId);
  return { terms, caseId };
}

describe("Court draws by lot", () => {
  it("draws the seats that the seed names, in its order", async () => {
    const { w, lot } = await loadFixture(small);
    const { caseId } = await answered(w);
    const randao = ethers.id("any");

    await drawWith(w, caseId, randao);

    expect(await seatsOf(w, caseId)).to.deep.equal(drawnBy(seedOf(randao, caseId), { ...lot, out: parties(w) }));
  });

  it("does not replace the silent by another seat of somebody who sits already", async () => {
    const { w, great, lot, isGreats } = await loadFixture(small);
    const { caseId } = await answered(w);
    const first = (randao: string) => drawnBy(seedOf(randao, caseId), { ...lot, out: parties(w) });
    const again = (randao: string, out: string[]) =>
      drawnBy(kept(seedOf(randao, caseId)), { ...lot, out: [...parties(w), ...out], busy: first(randao), size: 1 });
    const sitting = (randao: string) => first(randao).map(lot.holder);
    // Were the sitting not kept out, another seat of the great one would come before the newcomer's.
    const randao = randaoWhere(
      (each) =>
        sitting(each).includes(great.address) &&
        isGreats(
          again(
            each,
            sitting(each).filter((who) => who !== great.address),
          )[0]!,
        ),
    );
    await drawWith(w, caseId, randao);
    const panel = await s.panelOf(w, caseId);
    const silent = panel.findIndex(({ signer }) => signer.address !== great.address);
    for (const [i, juror] of panel.entries()) if (i !== silent) await s.commit(w, caseId, juror, 1);

    await passAt(w, caseId);

    expect((await seatsOf(w, caseId))[silent]).to.equal(again(randao, sitting(randao))[0]);
  });

  it("draws nobody into a later round by another seat", async () => {
    const { w, great, lot, isGreats } = await loadFixture(large);
    const { caseId } = await answered(w);
    const first = randaoWhere((each) => drawnBy(seedOf(each, caseId), { ...lot, out: parties(w) }).some(isGreats));
    await drawWith(w, caseId, first);
    const panel = await seatsOf(w, caseId);
    await s.vote(w, caseId, [1, 1, 1]);
    await s.appeal(w, caseId, true);
    const second = (randao: string, out: string[]) =>
      drawnBy(seedOf(randao, caseId), { ...lot, out: [...parties(w), ...out], busy: panel, size: 7 });
    const sat = panel.map(lot.holder);
    const randao = randaoWhere((each) =>
      second(
        each,
        sat.filter((who) => who !== great.address),
      ).some(isGreats),
    );

    await drawWith(w, caseId, randao);

    expect(await seatsOf(w, caseId)).to.deep.equal(second(randao, sat));
  });

  it("replaces the silent by one who announced to leave after the draw", async () => {
    const w = await loadFixture(world);
    const { caseId } = await answered(w);
    await s.draw(w, caseId);
    const panel = await s.panelOf(w, caseId);
    for (const juror of panel.slice(1)) await s.commit(w, caseId, juror, 1);
    const left = [...w.arbiters.entries()].filter(([, who]) => panel.every(({ signer }) => signer.address !== who.address));

    for (const [i, who] of left) await w.court.connect(who).leaveSeat(i + 1);
    await passAt(w, caseId);

    const [newcomer] = await s.panelOf(w, caseId);
    expect(left.map(([, { address }]) => address)).to.include(newcomer?.signer.address);
  });

  it("knows of each of more than 255 seats whether it serves", async () => {
    const w = await loadFixture(world);
    for (let i = w.arbiters.length; i < 260; i++) {
      const account = ethers.getAddress(`0x${(0xa000 + i).toString(16).padStart(40, "0")}`);
      await networkHelpers.setBalance(account, 2n * P.seatStake);
      await networkHelpers.impersonateAccount(account);
      await w.court.connect(await ethers.getSigner(account)).takeSeat({ value: P.seatStake });
    }
    await time.increase(P.seatDelay);
    const busy = async () => {
      const found: bigint[] = [];
      for (let seat = 1n; seat <= 260n; seat++) if ((await w.court.seatOf(seat)).isBusy) found.push(seat);
      return found;
    };
    const drawn: bigint[] = [];
    const ends: (() => Promise<unknown>)[] = [];
    for (const wanted of [253n, 254n, 255n, 256n]) {
      const { terms, caseId } = await answered(w);
      await drawWith(
        w,
        caseId,
        randaoWhere((each) => named(seedOf(each, caseId), 260n).next().value === wanted),
      );
      drawn.push(...(await seatsOf(w, caseId)));
      ends.push(async () => {
        const until = (await time.latest()) + s.DAY;
        const settlement = await s.settlementOf(w, terms, 5_000, until);
        const signature = await s.signSettlement(w, settlement, w.developer);
        await w.escrow.connect(w.client).settle(plain(terms), 0, 5_000, until, "0x", signature);
        await w.court.reward([caseId]);
      });
    }
    expect(drawn).to.include.members([253n, 254n, 255n, 256n]);
    expect(await busy()).to.deep.equal(drawn.toSorted((a, b) => Number(a - b)));

    for (const end of ends) await end();

    expect(await busy()).to.deep.equal([]);
  });

  it("shows an empty seat as nobody's", async () => {
    const w = await loadFixture(world);
    // The later one remembers the earlier, which is to be filled after it.
    for (const round of ["announces", "leaves"]) {
      for (const seat of [3, 8]) await w.court.connect(w.arbiters[seat - 1]!).leaveSeat(seat);
      if (round === "announces") await time.increase(P.leaveDelay);
    }

    for (const seat of [3, 8, 99]) expect(await w.court.seatOf(seat)).to.deep.equal([ethers.ZeroAddress, 0n, 0n, false]);
  });
});
