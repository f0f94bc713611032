import { expect } from "chai";
import { finalityBy } from "../../../indexer/finality.ts";

describe("finality", () => {
  it("elsewhere is the lower of the node's word and the depth", () => {
    const finality = finalityBy({ depth: 64, settleMs: null });

    expect(finality.final(1_000, 980)).to.equal(936);
    expect(finality.final(1_000, 900)).to.equal(900);
    expect(finality.final(1_000, undefined)).to.equal(936);
    expect(finality.final(10, undefined)).to.equal(0);
  });

  it("on the local chain does not believe the node, only depth or a block that stood", () => {
    let now = 0;
    const finality = finalityBy({ depth: 3, settleMs: 3_000 }, () => now);
    finality.saw(7);
    now = 2_000;
    finality.saw(8);

    expect(finality.final(8, 8)).to.equal(5);
    now = 3_000;
    expect(finality.final(8, 8)).to.equal(7);
    now = 5_000;
    expect(finality.final(8, 8)).to.equal(8);
    expect(finality.final(20, 20)).to.equal(17);
  });

  it("forgets how long a block stood when it was taken back", () => {
    let now = 0;
    const finality = finalityBy({ depth: 3, settleMs: 3_000 }, () => now);
    finality.saw(7);
    finality.saw(9);
    now = 3_000;
    finality.forget(7);
    finality.saw(9);

    expect(finality.final(9, 9)).to.equal(7);
    now = 6_000;
    expect(finality.final(9, 9)).to.equal(9);
  });
});
