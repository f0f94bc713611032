"use client";

import { createContext, type ReactNode, use } from "react";
import type { PublicConfig } from "./config.ts";

const Known = createContext<PublicConfig | null>(null);

export const ConfigProvider = ({ config, children }: { config: PublicConfig; children: ReactNode }) => (
  <Known value={config}>{children}</Known>
);

/** What the root layout told this page about its surroundings. */
export const useConfig = (): PublicConfig => {
  const config = use(Known);
  if (!config) throw new Error("useConfig stands outside ConfigProvider; the root layout provides it.");
  return config;
};
