export { sendTransaction, writeContract } from "viem/actions";
