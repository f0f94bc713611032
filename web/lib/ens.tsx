"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { KnownNames } from "#web/ui/known-name.tsx";
import { useConfig } from "./public-config.tsx";

/** Names of ENS, where a node of the main network was given; asked once a visit, and whoever has none is shown by digits. */
const useEnsName = (address: string): string | null => {
  const { ensRpcUrl } = useConfig();
  const { data } = useQuery({
    queryKey: ["ens", address],
    queryFn: async () => {
      const { nameIn } = await import("./ens-book.ts");
      return ensRpcUrl === null ? null : nameIn(ensRpcUrl, address as `0x${string}`);
    },
    enabled: ensRpcUrl !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data ?? null;
};

export const EnsProvider = ({ children }: { children: ReactNode }) => {
  const { ensRpcUrl } = useConfig();
  return ensRpcUrl === null ? children : <KnownNames value={useEnsName}>{children}</KnownNames>;
};
