"use client";

import type { ReactNode } from "react";
import { Toaster } from "#web/ui/toast.tsx";
import { ApiProvider } from "./api.tsx";
import { ChainTimeProvider } from "./chain.tsx";
import type { Routes } from "./client.ts";
import type { PublicConfig } from "./config.ts";
import { EnsProvider } from "./ens.tsx";
import { KeepOfflinePage } from "./offline.tsx";
import { ConfigProvider } from "./public-config.tsx";
import { RealtimeProvider } from "./realtime.tsx";
import { SessionProvider } from "./session.tsx";
import { TransactionProvider } from "./transactions/index.tsx";
import { WalletProvider } from "./wallet/index.tsx";

/** Everything a page may ask for, outermost what the others stand on. */
export const Providers = ({ config, routes, children }: { config: PublicConfig; routes: Routes; children: ReactNode }) => (
  <ConfigProvider config={config}>
    <ApiProvider routes={routes}>
      <EnsProvider>
        <WalletProvider>{children}</WalletProvider>
      </EnsProvider>
      <Toaster />
      <KeepOfflinePage />
    </ApiProvider>
  </ConfigProvider>
);

/** What asks the API itself; inside the root layout's prefetched answers, so that it finds them. */
export const LiveProviders = ({ since, children }: { since: string | undefined; children: ReactNode }) => (
  <ChainTimeProvider>
    <SessionProvider>
      <RealtimeProvider since={since}>
        <TransactionProvider>{children}</TransactionProvider>
      </RealtimeProvider>
    </SessionProvider>
  </ChainTimeProvider>
);
