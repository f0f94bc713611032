"use client";

import { createContext, type ReactNode, Suspense, use, useCallback, useEffect, useMemo, useState } from "react";
import type { Hex } from "viem";
import { whenQuiet } from "#web/lib/quiet.ts";
import { useSession } from "#web/lib/session.tsx";
import { useWallet } from "#web/lib/wallet/index.tsx";
import { part } from "#web/ui/part.ts";
import type { Mined, SignaturePlan, TransactionPlan } from "./plan.ts";

export type { Call, Mined, Review, SignaturePlan, TransactionPlan } from "./plan.ts";

const loadTransaction = () => import("./transaction-dialog.tsx");
const loadSignature = () => import("./signature-dialog.tsx");
const TransactionDialog = part(async () => (await loadTransaction()).default);
const SignatureDialog = part(async () => (await loadSignature()).default);
const windows = [loadTransaction, loadSignature, () => import("#web/ui/dialog-window.tsx")];

/** Early, for somebody who may act; where it fails, the press that needs one asks for it again. */
const fetchWindows = () => {
  for (const load of windows) load().catch(() => {});
};

type Asked =
  | { kind: "transaction"; plan: TransactionPlan; resolve: (mined: Mined | null) => void }
  | { kind: "signature"; plan: SignaturePlan; resolve: (signature: Hex | null) => void };

type Transactions = {
  /** Opens the one dialog for transactions. The block that took it once the dialog is closed, or null. */
  transact: (plan: TransactionPlan) => Promise<Mined | null>;
  /** Opens the one dialog for signatures. The signature once it was handed in, or null. */
  sign: (plan: SignaturePlan) => Promise<Hex | null>;
};

const Desk = createContext<Transactions | null>(null);

export const TransactionProvider = ({ children }: { children: ReactNode }) => {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { connect, state } = useWallet();
  const { me, signIn } = useSession();
  const isConnected = state.phase === "connected";

  useEffect(() => (isConnected ? whenQuiet(fetchWindows) : undefined), [isConnected]);

  // Signed in and connected before anything is shown: every plan is made for one account.
  const isReady = useCallback(async () => (me ? (await connect()) !== null : signIn()), [me, connect, signIn]);

  const value = useMemo<Transactions>(
    () => ({
      transact: async (plan) =>
        (await isReady()) ? new Promise((resolve) => setAsked({ kind: "transaction", plan, resolve })) : null,
      sign: async (plan) => ((await isReady()) ? new Promise((resolve) => setAsked({ kind: "signature", plan, resolve })) : null),
    }),
    [isReady],
  );

  return (
    <Desk value={value}>
      {children}
      {asked && (
        <Suspense>
          {asked.kind === "transaction" ? (
            <TransactionDialog
              plan={asked.plan}
              onClose={(mined) => {
                asked.resolve(mined);
                setAsked(null);
              }}
            />
          ) : (
            <SignatureDialog
              plan={asked.plan}
              onClose={(signature) => {
                asked.resolve(signature);
                setAsked(null);
              }}
            />
          )}
        </Suspense>
      )}
    </Desk>
  );
};

export const useTransactions = (): Transactions => {
  const desk = use(Desk);
  if (!desk) throw new Error("useTransactions stands outside TransactionProvider; the root layout provides it.");
  return desk;
};
