export { sendTransaction, signTypedData, verifyTypedData, writeContract } from "viem/actions";
