import { expect } from "chai";
import { anchorAbi, courtAbi, escrowAbi, reputationAbi } from "../../core/chain/abi.ts";
import { readArtifact } from "../../scripts/deploy/artifacts.ts";
import { draw, readTree, treeFiles, treesOfTests } from "./support/trees.ts";

const contracts = { Escrow: escrowAbi, Court: courtAbi, Reputation: reputationAbi, Anchor: anchorAbi };

describe("the trees", () => {
  it("say what the tests say, word for word, and no tree is without tests", () => {
    const tests = treesOfTests();

    expect(treeFiles().sort()).to.deep.equal([...tests.keys()].sort());
    for (const [name, tree] of tests) expect(readTree(name), name).to.equal(draw(tree));
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

describe("every contract", () => {
  it("is under the size that a chain takes", () => {
    for (const name of Object.keys(contracts)) {
      const { deployedBytecode } = readArtifact(`${name}.sol/${name}`);
      expect((deployedBytecode.length - 2) / 2, name).to.be.within(1, 24_576);
    }
  });
});
