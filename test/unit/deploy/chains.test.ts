import { readFileSync } from "node:fs";
import { expect } from "chai";
import { chainNamed, chains } from "../../../scripts/deploy/chains.ts";
import { LOCAL_CHAIN } from "../../../scripts/deploy/local.ts";
import { parametersFor } from "../../../scripts/deploy/parameters.ts";
import { courtComponents, leavesOf } from "../../../scripts/deploy/read-back.ts";
import { duration, inWords } from "../../../scripts/deploy/words.ts";

const page = readFileSync(new URL("../../../docs/chains.md", import.meta.url), "utf8");

describe("which chains the court may stand on", () => {
  it("is the same in the code and on its page", () => {
    const rows = page
      .split("\n")
      .filter((line) => line.startsWith("| ") && !line.startsWith("| chain"))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );

    const meant = chains.map((chain) =>
      chain.accepted
        ? [
            chain.name,
            String(chain.id),
            "yes",
            chain.blockTime ? `${chain.blockTime} s` : "with transactions",
            `${chain.seedWindow} blocks`,
            String(chain.confirmations),
            duration(chain.governanceDelay),
          ]
        : [chain.name, String(chain.id), "no", "", "", "", ""],
    );
    expect(rows).to.deep.equal(meant);
  });

  it("says of each what its block hash, its clock and its sequencer mean", () => {
    for (const { name } of chains) {
      const section = page.split(/^## /m).find((text) => text.split("\n")[0]?.split(" ").includes(name)) ?? "";
      for (const word of ["Block hash and randomness.", "Clock.", "Sequencer."]) expect(section, name).to.contain(`**${word}**`);
    }
  });

  it("refuses a chain that has no row, and one whose row says no", () => {
    expect(() => chainNamed("zora")).to.throw("No row of docs/chains.md");
    expect(() => chainNamed("arbitrum")).to.throw("always 1");
    expect(chainNamed("local").id).to.equal(LOCAL_CHAIN);
  });

  it("has a unit for every parameter of the court, and refuses to show one without", () => {
    const leaves = leavesOf(courtComponents, parametersFor(chainNamed("mainnet")).court, "court");

    expect(leaves).to.have.length.above(10);
    for (const [path, value] of leaves)
      expect(inWords(path, value, 12), path).to.match(/ETH|%|block| d| h| s|wallets|points|at once/);
    expect(() => inWords("court.flavour", 1n)).to.throw("No unit is known");
  });

  it("puts the seed block at the end of the evidence where blocks have a time", () => {
    const words = Object.fromEntries(
      leavesOf(courtComponents, parametersFor(chainNamed("mainnet")).court, "court").map(([path, value]) => [path, value]),
    );
    const blocks = Object.entries(words).filter(([path]) => path.endsWith("evidenceBlocks"));

    expect(blocks).to.have.length.above(0);
    for (const [path, value] of blocks) {
      const period = words[path.replace("evidenceBlocks", "evidencePeriod")] ?? words[path.replace("evidenceBlocks", "evidence")];
      expect(BigInt(value as bigint) * 12n, path).to.equal(period);
    }
    expect(words["court.seedWindow"]).to.equal(8_191n);
  });
});
