export { defineChain } from "viem";
export { createConfig, http } from "wagmi";
export { disconnect, getPublicClient, getWalletClient, switchChain } from "wagmi/actions";
