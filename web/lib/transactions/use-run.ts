"use client";

import { useCallback, useRef, useState } from "react";
import type { Hex } from "viem";
import { useApi } from "#web/lib/api.tsx";
import { useConfig } from "#web/lib/public-config.tsx";
import { useSession } from "#web/lib/session.tsx";
import { useWallet } from "#web/lib/wallet/index.tsx";
import type { WalletActions } from "#web/lib/wallet/store.ts";
import type { Prepared } from "./engine.ts";
import type { Ending, Mined, Progress, SignaturePlan, TransactionPlan } from "./plan.ts";

const ASK_EVERY = 400;
const LATE_AFTER = 15_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The account that is about to sign, or why it may not. */
const useSigner = () => {
  const wallet = useWallet();
  const { me } = useSession();
  const { chainId } = useConfig();
  return useCallback(async (): Promise<{ account: Hex; actions: WalletActions } | { ending: Ending }> => {
    if (wallet.state.phase !== "connected" || !wallet.address) return { ending: { kind: "disconnected" } };
    if (me && me.address !== wallet.address) return { ending: { kind: "wrong-account", has: wallet.address } };
    if (wallet.state.chainId !== chainId) return { ending: { kind: "wrong-network" } };
    return { account: wallet.address, actions: await wallet.ready() };
  }, [wallet, me, chainId]);
};

/** One transaction from the first try to the moment that our own index has read it. */
export const useTransactionRun = (plan: TransactionPlan, onDone: (mined: Mined) => void) => {
  const api = useApi();
  const signer = useSigner();
  const [progress, setProgress] = useState<Progress>({ at: "checking" });
  const prepared = useRef<Prepared | null>(null);
  const isBusy = useRef(false);
  const isOver = useRef(false);

  const report = useCallback((next: Progress) => {
    if (!isOver.current) setProgress(next);
  }, []);

  /** Runs one stretch at a time; whatever is thrown is an ending. */
  const stretch = useCallback(
    async (work: (engine: typeof import("./engine.ts"), account: Hex, actions: WalletActions) => Promise<void>) => {
      if (isBusy.current) return;
      isBusy.current = true;
      try {
        const who = await signer();
        if ("ending" in who) return report({ at: "ended", ending: who.ending });
        const engine = await import("./engine.ts");
        await work(engine, who.account, who.actions).catch((error: unknown) =>
          report({ at: "ended", ending: engine.endingOf(error) }),
        );
      } catch {
        // The engine itself could not be loaded.
        report({ at: "ended", ending: { kind: "unreachable" } });
      } finally {
        isBusy.current = false;
      }
    },
    [signer, report],
  );

  const awaitIndex = useCallback(
    async ({ hash, block }: Mined) => {
      const begun = Date.now();
      while (!isOver.current) {
        const seen = await api.chain.transaction.call({ hash }).then(
          (answer) => answer.seen,
          () => false, // The API being away does not undo a block; ask again.
        );
        if (seen) return report({ at: "seen", hash, block });
        if (Date.now() - begun > LATE_AFTER) report({ at: "confirmed", hash, block, isLate: true });
        await pause(ASK_EVERY);
      }
    },
    [api, report],
  );

  const prepare = useCallback(
    () =>
      stretch(async (engine, account, actions) => {
        prepared.current = await engine.prepare(plan, account, actions, report);
      }),
    [stretch, plan, report],
  );

  const send = useCallback(
    () =>
      stretch(async (engine, account, actions) => {
        if (!prepared.current) return;
        const mined = await engine.send(prepared.current, plan, account, actions, report);
        onDone(mined);
        await awaitIndex(mined);
      }),
    [stretch, plan, report, onDone, awaitIndex],
  );

  const keepWaiting = useCallback(
    (hash: Hex) =>
      stretch(async (engine, account, actions) => {
        if (!prepared.current) return;
        const mined = await engine.follow(hash, prepared.current.call, account, actions, report);
        onDone(mined);
        await awaitIndex(mined);
      }),
    [stretch, report, onDone, awaitIndex],
  );

  const leave = useCallback(() => {
    isOver.current = true;
  }, []);
  const enter = useCallback(() => {
    isOver.current = false;
  }, []);
  return { progress, prepare, send, keepWaiting, enter, leave };
};

/** One signature of typed data, and handing it in. A signature that could not be handed in is not asked for again. */
export const useSignatureRun = (plan: SignaturePlan, onDone: (signature: Hex) => void) => {
  const signer = useSigner();
  const [progress, setProgress] = useState<Progress>({ at: "ready", call: null, cost: null, way: "allowed" });
  const signature = useRef<Hex | null>(null);

  const sign = useCallback(async () => {
    const who = await signer();
    if ("ending" in who) return setProgress({ at: "ended", ending: who.ending });
    const { endingOf, Ended } = await import("./engine.ts");
    try {
      if (!signature.current) {
        setProgress({ at: "signing" });
        const typedData =
          typeof plan.typedData === "function"
            ? await plan.typedData().catch((problem: unknown) => {
                throw new Ended({ kind: "not-prepared", problem }, { cause: problem });
              })
            : plan.typedData;
        const wallet = await who.actions.walletClient();
        signature.current = await wallet.signTypedData(typedData);
      }
      setProgress({ at: "keeping" });
      await plan.keep?.(signature.current).catch((problem: unknown) => {
        throw new Ended({ kind: "not-kept", problem }, { cause: problem });
      });
      setProgress({ at: "kept" });
      onDone(signature.current);
    } catch (error) {
      setProgress({ at: "ended", ending: endingOf(error) });
    }
  }, [signer, plan, onDone]);

  return { progress, sign };
};
