export { call, readContract, simulateContract } from "viem/actions";
