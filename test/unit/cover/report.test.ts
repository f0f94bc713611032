import { expect } from "chai";
import { missedInAll } from "../../../scripts/cover/report.ts";

const lcov = (files: Record<string, Record<number, 0 | 1>>) =>
  Object.entries(files)
    .map(
      ([path, lines]) =>
        `TN:\nSF:${path}\n${Object.entries(lines)
          .map(([line, hits]) => `DA:${line},${hits}`)
          .join("\n")}\nend_of_record\n`,
    )
    .join("");

describe("what no test of the contracts runs", () => {
  const [a, mock] = ["contracts/A.sol", "contracts/mocks/M.sol"];

  it("is what every run missed, mocks left out", () => {
    const first = lcov({ [a]: { 1: 1, 2: 0, 3: 0 }, [mock]: { 1: 0 } });

    expect([...missedInAll([first], [a])]).to.deep.equal([[a, [2, 3]]]);
    expect([...missedInAll([first, lcov({ [a]: { 1: 0, 2: 1, 3: 0 } })], [a])]).to.deep.equal([[a, [3]]]);
    expect([...missedInAll([first, lcov({ [a]: { 2: 1, 3: 1 } })], [a])]).to.deep.equal([]);
    expect([...missedInAll([first, lcov({})], [a])]).to.deep.equal([[a, [2, 3]]]);
  });

  it("is not nothing when a source was not watched", () => {
    expect(() => missedInAll([lcov({ [a]: { 1: 1 } })], [a, "contracts/B.sol"])).to.throw("contracts/B.sol");
  });
});
