export { getTransactionReceipt, waitForTransactionReceipt, watchBlockNumber } from "viem/actions";
