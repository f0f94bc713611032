"use client";

import { EndingNote } from "#web/lib/transactions/ending-note.tsx";
import type { Ending } from "#web/lib/transactions/plan.ts";

const hash = "0x9fc76417374aa880d4449a1f7f31ec597f00b1f6f3dd2d66f4c9c6c445836d8b";

const endings: Ending[] = [
  { kind: "rejected" },
  { kind: "disconnected" },
  { kind: "wrong-account", has: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" },
  { kind: "wrong-network" },
  { kind: "too-little", need: 2n * 10n ** 18n, have: 10n ** 17n, symbol: null, decimals: 18 },
  { kind: "too-little", need: 4_000_000n, have: 1n, symbol: "USDC", decimals: 6 },
  { kind: "refused", error: "Escrow_ReviewOpen" },
  { kind: "refused", error: "0x08c379a0" },
  { kind: "reverted", error: "Escrow_WrongState", hash },
  { kind: "replaced", hash },
  { kind: "cancelled", hash },
  { kind: "dropped", hash },
  { kind: "not-prepared", problem: new TypeError("no network") },
  { kind: "not-kept", problem: new TypeError("no network") },
  { kind: "unreachable" },
  { kind: "wallet-failed", detail: "Internal error." },
];

export const Endings = () => (
  <div className="space-y-3">
    {endings.map((ending, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list.
      <EndingNote key={at} ending={ending} onRetry={() => {}} />
    ))}
  </div>
);
