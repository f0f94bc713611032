export { signTypedData, verifyTypedData } from "viem/actions";
