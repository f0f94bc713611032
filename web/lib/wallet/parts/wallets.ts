export { injectedWallet, walletConnectWallet } from "@rainbow-me/rainbowkit/wallets";
