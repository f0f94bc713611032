"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { isChainError } from "#core/chain/errors.ts";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import { isolated } from "#web/lib/languages.ts";
import { useProblemText } from "#web/lib/problem.ts";
import { useConfig } from "#web/lib/public-config.tsx";
import { useSession } from "#web/lib/session.tsx";
import { useWallet } from "#web/lib/wallet/index.tsx";
import { shortHex } from "#web/ui/address.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Money } from "#web/ui/money.tsx";
import type { Ending } from "./plan.ts";
import { TransactionHash } from "./review.tsx";

/** The sentence of a contract's error. */
export const useChainErrorText = (): ((name: string) => string) => {
  const t = useTranslations("errors.chain");
  const words = useTranslations("transaction");
  return (name) => (isChainError(name) ? t(name) : words("refusedUnknown", { name }));
};

/** Goes on by itself once the wallet is as it must be, however it came to be so. */
const useGoOn = (isMended: boolean, goOn: () => void): void => {
  const act = useEffectEvent(goOn);
  useEffect(() => {
    if (isMended) act();
  }, [isMended]);
};

const SwitchNetwork = ({ onDone }: { onDone: () => void }) => {
  const t = useTranslations("transaction");
  const { ready, state } = useWallet();
  const { chainId } = useConfig();
  const network = useChain()?.name ?? String(chainId);
  const [isRefused, setRefused] = useState(false);
  useGoOn(state.phase === "connected" && state.chainId === chainId, onDone);
  const change = async () => {
    const actions = await ready();
    await actions.switchChain(chainId).catch(() => setRefused(true));
  };
  return (
    <Callout
      tone="bad"
      role="alert"
      title={t("wrongNetwork")}
      action={
        <Button size="sm" onClick={() => void change()}>
          {t("switch", { network })}
        </Button>
      }
    >
      {isRefused ? t("switchRefused", { network }) : t("wrongNetworkNote", { network })}
    </Callout>
  );
};

const Reconnect = ({ onDone }: { onDone: () => void }) => {
  const t = useTranslations("transaction");
  const { address, connect } = useWallet();
  useGoOn(address !== null, onDone);
  return (
    <Callout
      tone="bad"
      role="alert"
      title={t("disconnected")}
      action={
        <Button size="sm" onClick={() => void connect()}>
          {t("connect")}
        </Button>
      }
    >
      {t("disconnectedNote")}
    </Callout>
  );
};

/** How it ended without being done, and the way on. */
export const EndingNote = ({ ending, onRetry }: { ending: Ending; onRetry: () => void }) => {
  const t = useTranslations("transaction");
  const locale = useLocale();
  const problemText = useProblemText();
  const errorText = useChainErrorText();
  const native = useToken(NATIVE);
  const { me } = useSession();

  switch (ending.kind) {
    case "rejected":
      return (
        <Callout tone="note" role="alert" title={t("rejected")}>
          {t("rejectedNote")}
        </Callout>
      );
    case "disconnected":
      return <Reconnect onDone={onRetry} />;
    case "wrong-account":
      return (
        <Callout tone="bad" role="alert" title={t("wrongAccount")}>
          {t("wrongAccountNote", { account: me ? isolated(shortHex(me.address), locale) : "" })}
        </Callout>
      );
    case "wrong-network":
      return <SwitchNetwork onDone={onRetry} />;
    case "too-little": {
      const token = ending.symbol === null ? native : { symbol: ending.symbol, decimals: ending.decimals };
      return (
        <Callout tone="bad" role="alert" title={t("tooLittle")}>
          {t.rich(ending.symbol === null ? "tooLittleNote" : "tooLittleToken", {
            need: () => <Money amount={ending.need} token={token} places={6} className="font-semibold" />,
            have: () => <Money amount={ending.have} token={token} places={6} className="font-semibold" />,
          })}
        </Callout>
      );
    }
    case "refused":
      return (
        <Callout tone="bad" role="alert" title={t("refused")}>
          {t("refusedNote", { sentence: errorText(ending.error) })}
        </Callout>
      );
    case "reverted":
      return (
        <Callout tone="bad" role="alert" title={t("reverted")}>
          {t("revertedNote", { sentence: ending.error ? errorText(ending.error) : "" })}
          <TransactionHash hash={ending.hash} />
        </Callout>
      );
    case "replaced":
    case "cancelled":
      return (
        <Callout tone="note" role="alert" title={t(ending.kind)}>
          {t(ending.kind === "replaced" ? "replacedNote" : "cancelledNote")}
          <TransactionHash hash={ending.hash} />
        </Callout>
      );
    case "dropped":
      return (
        <Callout tone="held" role="alert" title={t("dropped")}>
          {t("droppedNote")}
          {ending.hash && <TransactionHash hash={ending.hash} />}
        </Callout>
      );
    case "not-prepared":
      return (
        <Callout tone="bad" role="alert">
          {problemText(ending.problem)}
        </Callout>
      );
    case "not-kept":
      return (
        <Callout tone="bad" role="alert" title={t("notKept")}>
          {problemText(ending.problem)}
        </Callout>
      );
    case "unreachable":
      return (
        <Callout tone="bad" role="alert" title={t("unreachable")}>
          {t("unreachableNote")}
        </Callout>
      );
    case "wallet-failed":
      return (
        <Callout tone="bad" role="alert" title={t("walletFailed")}>
          {t("walletFailedNote", { detail: ending.detail })}
        </Callout>
      );
    default:
      return ending satisfies never;
  }
};

/** Whether trying again from the start makes sense. What is in a block, or on its way, must not be sent twice. */
export const mayRetry = (ending: Ending): boolean =>
  !["dropped", "replaced", "disconnected", "wrong-network"].includes(ending.kind);
