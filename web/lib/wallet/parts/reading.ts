export { publicActions } from "viem";
