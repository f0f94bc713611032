import { lightTheme, type Theme } from "@rainbow-me/rainbowkit";

const base = lightTheme({ borderRadius: "medium", fontStack: "system", overlayBlur: "small" });

/** RainbowKit in our tokens, which know by themselves whether it is light or dark. */
export const rainbowTheme: Theme = {
  ...base,
  colors: {
    ...base.colors,
    accentColor: "var(--brand)",
    accentColorForeground: "var(--on-brand)",
    actionButtonBorder: "var(--line)",
    actionButtonBorderMobile: "var(--line)",
    actionButtonSecondaryBackground: "var(--sunken)",
    closeButton: "var(--ink-soft)",
    closeButtonBackground: "var(--sunken)",
    connectionIndicator: "var(--good-fill)",
    downloadBottomCardBackground: "var(--sunken)",
    downloadTopCardBackground: "var(--sunken)",
    error: "var(--bad)",
    generalBorder: "var(--line)",
    generalBorderDim: "var(--line)",
    menuItemBackground: "var(--sunken)",
    modalBackdrop: "var(--shade)",
    modalBackground: "var(--raised)",
    modalBorder: "var(--line)",
    modalText: "var(--ink)",
    modalTextDim: "var(--ink-faint)",
    modalTextSecondary: "var(--ink-soft)",
    profileAction: "var(--sunken)",
    profileActionHover: "var(--line)",
    profileForeground: "var(--raised)",
    selectedOptionBorder: "var(--edge)",
    standby: "var(--held-fill)",
  },
  fonts: { body: "var(--font-sans), sans-serif" },
  shadows: {
    ...base.shadows,
    dialog: "var(--shadow-3)",
    selectedWallet: "var(--shadow-1)",
    walletLogo: "none",
  },
};
