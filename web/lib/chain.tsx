"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
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

/**
 * Gives every countdown the chain's clock: the difference to this machine's, measured when the API answered.
 * `chain.head` events bring the status anew when the chain is ahead of it (realtime.tsx).
 */
export const ChainTimeProvider = ({ children }: { children: ReactNode }) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data, dataUpdatedAt } = useQuery(api.chain.status.queryOptions({ staleTime: 60_000 }));
  const offset = useRef(0);

  if (data) offset.current = Date.parse(data.now) - dataUpdatedAt;
  // What the server fetched was dated by the server's clock, which need not be this machine's: ask once from here.
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: api.chain.status.key() });
  }, [api, queryClient]);

  const [atFirst] = useState(data ? Date.parse(data.now) : null);
  const clock = useMemo(() => ({ now: () => Date.now() + offset.current, atFirst }), [atFirst]);
  return <ChainClock value={clock}>{children}</ChainClock>;
};
