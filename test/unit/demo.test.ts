import { expect } from "chai";
import fc from "fast-check";
import { costsOf, depositOf, feeOf, medianOf, splitOf } from "../../scripts/demo/arithmetic.ts";
import { insist, Wrong } from "../../scripts/demo/insist.ts";
import { stepLines } from "../../scripts/demo/paper.ts";

const bps = fc.bigInt({ min: 0n, max: 10_000n });
const amount = fc.bigInt({ min: 1n, max: 2n ** 96n });

describe("the demo's own arithmetic", () => {
  it("splits without losing a unit", () => {
    fc.assert(
      fc.property(amount, bps, fc.bigInt({ min: 0n, max: 500n }), (locked, share, fee) => {
        const parts = splitOf(locked, share, fee);
        return parts.toDeveloper + parts.toClient + parts.fee === locked && parts.toDeveloper >= 0n && parts.toClient >= 0n;
      }),
    );
  });

  it("pays out of a case exactly what came in", () => {
    fc.assert(
      fc.property(fc.array(bps, { minLength: 3, maxLength: 3 }), (votes) => {
        const [deposit, drawBounty, seatStake] = [50_000_000_000_000_001n, 1_000_000_000_000_000n, 10n ** 18n];
        const court = { drawBounty, seatStake, incoherenceBps: 5_000n, maxDeposit: 60_000_000_000_000_000n };
        const { toClient, toDeveloper, rewards, far } = costsOf({ deposit, votes, court });
        const out = toClient + toDeveloper + drawBounty + rewards.reduce((sum, each) => sum + each, 0n);
        return out === 2n * deposit + BigInt(far.length) * seatStake;
      }),
    );
  });

  it("takes the middle vote, or between two the lower half", () => {
    expect(medianOf([7_000n, 4_500n, 6_217n])).to.equal(6_217n);
    expect(medianOf([5_000n, 5_001n])).to.equal(5_000n);
    expect(medianOf([9n])).to.equal(9n);
  });

  it("rounds fees down and keeps deposits in their bounds", () => {
    const court = { depositBps: 500n, minDeposit: 5n * 10n ** 15n, maxDeposit: 5n * 10n ** 16n };

    expect(feeOf(199n, 100n)).to.equal(1n);
    expect(depositOf(1n, court)).to.equal(court.minDeposit);
    expect(depositOf(10n ** 18n, court)).to.equal(court.maxDeposit);
    expect(depositOf(200_000_000_000_000_019n, court)).to.equal(10_000_000_000_000_000n);
  });
});

describe("the demo", () => {
  it("stops at a number that is off by one, and says both", () => {
    expect(() => insist("The sum", 1n, 2n)).to.throw(Wrong, "The sum: found 1, expected 2.");
    expect(() => insist("The sum", { a: 1n }, { a: 1n })).not.to.throw();
  });

  it("keeps within eighty columns", () => {
    const wei = 10_001_385_918_459_608_339_828n;
    const lines = stepLines({
      number: 12,
      title: "A client disputes a milestone",
      words: [`${"A sentence that goes on and on ".repeat(5)}.`],
      transactions: [
        { what: "release after review", hash: `0x${"ab".repeat(32)}`, gas: 1_234_567n, by: "Neighbour", isAgain: false },
      ],
      balances: [{ who: "Arbiter 1", now: wei, change: -2_400_000_000_000_000_003n, gas: 0n }],
    });

    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
  });
});
