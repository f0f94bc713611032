/** The well-known accounts of Hardhat's node: worth nothing anywhere else. */
export const LOCAL_MNEMONIC = "test test test test test test test test test test test junk";
export const LOCAL_CHAIN = 31_337;
