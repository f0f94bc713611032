"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { createSiweMessage } from "viem/siwe";
import { getAddress } from "viem";
import type { Me, SignInChallenge } from "#core/features/session.ts";
import { Address } from "#web/ui/address.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Fact, Facts } from "#web/ui/card.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";
import { Moment } from "#web/ui/time.tsx";
import { useApi } from "./api.tsx";
import { useChain } from "./chain.tsx";
import { useProblemText } from "./problem.ts";
import { useConfig } from "./public-config.tsx";
import { isRejection } from "./wallet/rejection.ts";
import { useWallet } from "./wallet/index.tsx";

const messageOf = (challenge: SignInChallenge, address: `0x${string}`): string =>
  createSiweMessage({
    ...challenge,
    address: getAddress(address),
    issuedAt: new Date(challenge.issuedAt),
    expirationTime: new Date(challenge.expirationTime),
  });

/** Says what is being signed, asks the wallet, hands the signature in. */
export default function SignInDialog({ onEnd }: { onEnd: (me: Me | null) => void }) {
  const t = useTranslations("session");
  const api = useApi();
  const wallet = useWallet();
  const chain = useChain();
  const { chainId } = useConfig();
  const problemText = useProblemText();
  const [step, setStep] = useState<"ready" | "signing" | "checking">("ready");
  const [trouble, setTrouble] = useState<string | null>(null);
  const challenge = useQuery({
    queryKey: ["sign-in-challenge", wallet.address],
    queryFn: () => api.session.challenge.call(),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const address = wallet.address;
  const given = challenge.data;
  const message = given && address ? messageOf(given, address) : null;

  const sign = async () => {
    if (!message) return;
    setTrouble(null);
    setStep("signing");
    try {
      const { walletClient } = await wallet.ready();
      const client = await walletClient();
      const signature = await client.signMessage({ message });
      setStep("checking");
      onEnd(await api.session.signIn.call({ message, signature }));
    } catch (error) {
      setStep("ready");
      setTrouble(isRejection(error) ? t("rejected") : isOfApi(error) ? problemText(error) : t("failed"));
      // The server spends a message even when it refuses it, so the next try needs another.
      if (!isRejection(error)) void challenge.refetch();
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onEnd(null)}
      dismissible={step !== "checking"}
      title={t("title")}
      description={t("lead")}
      footer={
        <>
          <Button variant="quiet" disabled={step !== "ready"} onClick={() => void wallet.disconnect().then(() => onEnd(null))}>
            {t("notThis")}
          </Button>
          <Button variant="primary" busy={step !== "ready"} disabled={!message} onClick={() => void sign()}>
            {step === "signing" ? t("signing") : step === "checking" ? t("checking") : t("sign")}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Facts>
          <Fact name={t("account")}>{address && <Address address={getAddress(address)} />}</Fact>
          <Fact name={t("site")}>{given ? given.domain : <Skeleton className="h-4 w-28" />}</Fact>
          <Fact name={t("network")}>{chain?.name ?? chainId}</Fact>
          <Fact name={t("validUntil")}>{given ? <Moment at={given.expirationTime} /> : <Skeleton className="h-4 w-36" />}</Fact>
        </Facts>
        {message && (
          <details className="rounded-lg border border-line bg-sunken/60 px-4 py-2.5 text-sm">
            <summary className="font-semibold">{t("words")}</summary>
            <pre className="mt-2 overflow-x-auto font-mono text-xs whitespace-pre-wrap text-ink-soft">{message}</pre>
          </details>
        )}
        {challenge.error && !challenge.isFetching && (
          <Callout
            tone="bad"
            role="alert"
            action={
              <Button size="sm" onClick={() => void challenge.refetch()}>
                {t("again")}
              </Button>
            }
          >
            {problemText(challenge.error)}
          </Callout>
        )}
        {trouble && (
          <Callout tone="bad" role="alert">
            {trouble}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}

const isOfApi = (error: unknown): boolean => error instanceof Error && "status" in error && "defined" in error;
