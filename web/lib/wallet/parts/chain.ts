export { defineChain, http } from "viem";
