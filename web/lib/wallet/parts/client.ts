export { createConfig } from "wagmi";
export { disconnect, getPublicClient, getWalletClient, switchChain } from "wagmi/actions";
