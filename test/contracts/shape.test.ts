import { expect } from "chai";
import { anchorAbi, courtAbi, escrowAbi, reputationAbi } from "../../core/chain/abi.ts";
import { readArtifact } from "../../scripts/deploy/artifacts.ts";
import { citable, citedIn, pageOf } from "./support/citations.ts";
import { disagreements, readTree, treeFiles, treesOf, treesOfTests } from "./support/trees.ts";

const contracts = { Escrow: escrowAbi, Court: courtAbi, Reputation: reputationAbi, Anchor: anchorAbi };

describe("the trees", () => {
  it("say what the tests say, word for word, and no tree is without tests", () => {
    const written = new Map(treeFiles().map((name) => [name, readTree(name)]));

    expect(written.size).to.be.greaterThan(40);
    expect(disagreements(written, treesOfTests())).to.deep.equal([]);
  });

  it("would be found to differ by a word, a test, a level, an order, or a whole function", () => {
    const said = new Map([["Court.draw", "Court.draw\n├── draws three\n└── when it is late\n    └── draws nobody\n"]]);
    const found = (...tests: string[]) => disagreements(said, treesOf(tests));
    const [three, late] = [`it("draws three", f);`, `describe("when it is late", () => { it("draws nobody", f); });`];
    const draws = (body: string) => `describe("Court.draw", () => { ${body} });`;

    expect(found(draws(three + late))).to.deep.equal([]);
    for (const body of [
      `it("draws four", f); ${late}`,
      late,
      `${three}${late}it("draws three", f);`,
      `${three}it("when it is late", f); it("draws nobody", f);`,
      late + three,
      `${three}describe("when it is late", () => {});`,
    ]) {
      expect(found(draws(body)), body).to.deep.equal(["Court.draw: other words"]);
    }
    expect(found()).to.deep.equal(["Court.draw: no test"]);
    expect(found(draws(three + late), `describe("Court.pass", () => {});`)).to.deep.equal(["Court.pass: no tree"]);
  });

  it("are there for every function that changes something", () => {
    const soulbound = ["approve", "setApprovalForAll", "transferFrom", "safeTransferFrom"];

    for (const [name, abi] of Object.entries(contracts)) {
      const writes = abi.filter(
        (entry) => entry.type === "function" && (entry.stateMutability === "nonpayable" || entry.stateMutability === "payable"),
      );
      for (const entry of writes) {
        const title = entry.type === "function" && `${name}.${soulbound.includes(entry.name) ? "transferFrom" : entry.name}`;
        expect(treeFiles()).to.include(title);
      }
    }
  });
});

describe("the pages about threats and laws", () => {
  const missing = (page: string, known = citable()) => citedIn(page).filter((name) => !known.has(name));

  it("name only tests that exist", () => {
    for (const page of ["threat-model.md", "invariants.md"]) {
      expect(citedIn(pageOf(page)).length, page).to.be.greaterThan(20);
      expect(missing(pageOf(page)), page).to.deep.equal([]);
    }
  });

  it("would be found to name a tree, a law, a fuzz test, a move or a file that is not there", () => {
    const names = ["Court.bribe.tree", "invariant_nobodyLies", "testFuzz_nothing", "CourtHandler._bribe", "bribes.test.ts"];
    const page = `| a threat | something | ${names.map((name) => `\`${name}\``).join(", ")}, \`Court.draw.tree\` |`;

    expect(missing(page)).to.have.members(names);
  });
});

describe("every contract", () => {
  it("is under the size that a chain takes", () => {
    for (const name of Object.keys(contracts)) {
      const { deployedBytecode } = readArtifact(`${name}.sol/${name}`);
      expect((deployedBytecode.length - 2) / 2, name).to.be.within(1, 24_576);
    }
  });
});
