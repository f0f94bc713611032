import { expect } from "chai";
import { holds, verdict, written } from "../../../bench/report.ts";

const figure = { name: "gas.x", unit: "gas" };

describe("a bench's report", () => {
  it("says by how much a figure misses its target, and never calls a miss good", () => {
    const most = { ...figure, atMost: 58_000, stretch: 55_500 };

    expect(verdict({ ...most, value: 58_001 })).to.equal("misses by 1");
    expect(verdict({ ...most, value: 58_000 })).to.equal("ok");
    expect(verdict({ ...most, value: 55_500 })).to.equal("stretch");
    expect(holds({ ...most, value: 58_001 })).to.equal(false);
  });

  it("reads targets from below in the other direction", () => {
    const least = { ...figure, atLeast: 100, stretch: 200 };

    expect(verdict({ ...least, value: 99 })).to.equal("misses by 1");
    expect(verdict({ ...least, value: 100 })).to.equal("ok");
    expect(verdict({ ...least, value: 200 })).to.equal("stretch");
  });

  it("judges nothing where there is no target", () => {
    expect(verdict({ ...figure, value: 1 })).to.equal("");
    expect(holds({ ...figure, value: 1 })).to.equal(undefined);
  });

  it("writes numbers for people", () => {
    expect([1_234_567, 0.123_456, 12.34, 1_234.5, 0].map(written)).to.deep.equal(["1,234,567", "0.123", "12.3", "1,235", "0"]);
  });
});
