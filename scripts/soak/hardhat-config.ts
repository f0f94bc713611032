/** The product's settings, for one batch of the long campaign: the environment says how long and which seed. */
import settings from "../../hardhat.config.ts";

const number = (name: string): number => {
  const value = Number(process.env[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is not set: run npm run soak:invariants.`);
  return value;
};

export default {
  ...settings,
  paths: {
    ...settings.paths,
    tests: { solidity: "./test/soak" },
    artifacts: "./.guildhall/soak/artifacts",
    cache: "./.guildhall/soak/cache",
  },
  test: {
    solidity: {
      fuzz: { seed: `0x${number("SOAK_SEED").toString(16)}` },
      invariant: { runs: number("SOAK_RUNS"), depth: number("SOAK_DEPTH"), failOnRevert: true },
      fsPermissions: { dangerouslyReadWriteDirectory: ["./.guildhall/soak"] },
    },
  },
};
