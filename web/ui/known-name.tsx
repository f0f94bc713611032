"use client";

import { createContext, type ReactNode, use } from "react";

/** Asks a book of names who an address is; null while nobody knows. A hook: lib/ens.tsx provides one where there is such a book. */
export type UseName = (address: string) => string | null;
export const KnownNames = createContext<UseName>(() => null);

/** The name that an address has elsewhere, before its digits, which always stay: a name of another book is no proof here. */
export const KnownName = ({ address, children }: { address: string; children: ReactNode }) => {
  const useName = use(KnownNames);
  const name = useName(address);
  return (
    <>
      {name && <bdi className="truncate font-medium">{name}</bdi>}
      {children}
    </>
  );
};
