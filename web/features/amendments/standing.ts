import type { Amendment } from "#core/features/amendments.ts";

type Side = "client" | "developer";

/**
 * What one side does next: `sign` and `execute` as they say, `wait` for the other, `replace` when only another plan helps.
 * Who sends the transaction needs no signature of their own, and only the client can bring money.
 */
export type Turn = "sign" | "execute" | "wait" | "replace";

export const turnOf = (amendment: Pick<Amendment, "state" | "stale" | "hasSigned" | "money">, side: Side): Turn => {
  const { stale, hasSigned, money } = amendment;
  if (stale !== null) return stale.reason === "moved" || stale.reason === "expired" ? "sign" : "replace";
  const mayBring = money.added === "0" || side === "client";
  if (hasSigned[side === "client" ? "developer" : "client"] && mayBring) return "execute";
  return hasSigned[side] ? "wait" : "sign";
};

export const isOpen = ({ state }: Pick<Amendment, "state">): boolean =>
  state === "proposed" || state === "signed" || state === "stale";
