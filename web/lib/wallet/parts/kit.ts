export { connectorsForWallets, RainbowKitProvider } from "@rainbow-me/rainbowkit";
