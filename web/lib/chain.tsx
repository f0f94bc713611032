"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import type { ChainStatus, Token } from "#core/features/chain.ts";
import { ChainClock } from "#web/ui/clock.tsx";
import { useApi } from "./api.tsx";
import { NATIVE } from "./native.ts";

export { NATIVE };

/** The chain, its contracts and tokens; undefined until the API answered. */
export const useChain = (): ChainStatus | undefined => {
  const api = useApi();
  return useQuery(api.chain.status.queryOptions({ staleTime: 60_000 })).data;
};

const tokensOf = ({ tokens }: ChainStatus): Token[] => tokens;

/** How amounts of a token are written. The native coin is known even while the API is not. */
export const useToken = (address: string): Pick<Token, "symbol" | "decimals" | "name"> => {
  const api = useApi();
  // Of the tokens alone: a page has dozens of amounts, and each block changes the rest.
  const { data: tokens } = useQuery(api.chain.status.queryOptions({ staleTime: 60_000, select: tokensOf }));
  const known = tokens?.find((token) => token.address === address.toLowerCase());
  return (
    known ??
    (address === NATIVE
      ? { symbol: "ETH", name: "Ether", decimals: 18 }
      : { symbol: `${address.slice(0, 6)}…`, name: address, decimals: 0 })
  );
};

/** A page of the chain's explorer, when it has one. */
export const useExplorer = (): ((kind: "tx" | "address" | "block", what: string) => string | null) => {
  const explorer = useChain()?.explorer ?? null;
  return useCallback((kind, what) => (explorer ? `${explorer.replace(/\/$/, "")}/${kind}/${what}` : null), [explorer]);
};

/** When the first byte of this page came, by this machine's clock; on the server, now. */
const arrivalOfPage = (): number => {
  if (typeof window === "undefined") return Date.now();
  const [page] = performance.getEntriesByType("navigation");
  return performance.timeOrigin + (page instanceof PerformanceNavigationTiming ? page.responseStart : performance.now());
};

/**
 * Gives every countdown the chain's clock: the difference to this machine's, measured when the API answered.
 * `chain.head` events bring the status anew when the chain is ahead of it (realtime.tsx).
 */
export const ChainTimeProvider = ({ children }: { children: ReactNode }) => {
  const api = useApi();
  const { data, dataUpdatedAt } = useQuery(api.chain.status.queryOptions({ staleTime: 60_000 }));
  const offset = useRef(0);

  // What the server fetched was dated by the server's clock, which need not be this machine's: it counts from its arrival here.
  const [filled] = useState(() => ({ at: dataUpdatedAt, arrivedAt: arrivalOfPage() }));
  if (data) offset.current = Date.parse(data.now) - (dataUpdatedAt === filled.at ? filled.arrivedAt : dataUpdatedAt);

  const [atFirst] = useState(data ? Date.parse(data.now) : null);
  const clock = useMemo(() => ({ now: () => Date.now() + offset.current, atFirst }), [atFirst]);
  return <ChainClock value={clock}>{children}</ChainClock>;
};
