import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

const compilerFor = (runs: number) => ({
  // The compiler comes from npm, so that a build needs no download beside the install.
  version: "0.8.37",
  path: require.resolve("solc/soljson.js"),
  settings: { viaIR: true, optimizer: { enabled: true, runs }, evmVersion: "prague" },
});

export default defineConfig({
  plugins: [toolbox],
  solidity: {
    // More runs make Escrow larger than a chain takes (24,576 bytes), and nothing that is measured cheaper by more than a
    // call; the court takes fewer still.
    compilers: [compilerFor(20_000)],
    overrides: { "contracts/Court.sol": compilerFor(2_000) },
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
  },
  paths: { sources: "./contracts", tests: { mocha: "./test/contracts", solidity: "./test/contracts" } },
  test: {
    mocha: { timeout: 120_000 },
    solidity: {
      // A short seeded slice of the campaign. What the contracts refuse, a handler catches: whatever reverts is a broken law.
      fuzz: { runs: 256, seed: "0x6775696c6468616c6c" },
      invariant: { runs: 24, depth: 64, failOnRevert: true },
    },
  },
  networks: {
    default: { type: "edr-simulated", chainId: 31337, accounts: { count: 60 } },
    node: { type: "edr-simulated", chainId: 31337, accounts: { count: 40 } },
  },
});
