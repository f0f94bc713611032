"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { getAddress, type TypedDataDefinition } from "viem";
import { NATIVE, useChain, useExplorer, useToken } from "#web/lib/chain.tsx";
import { useWallet } from "#web/lib/wallet/index.tsx";
import { Address } from "#web/ui/address.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Fact, Facts } from "#web/ui/card.tsx";
import { Hash } from "#web/ui/hash.tsx";
import { Money } from "#web/ui/money.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";
import type { Call, Review, Way } from "./plan.ts";

/** What one checks before signing: what will happen, the facts, who signs, and what follows if nobody acts. */
export const ReviewBlock = ({
  review,
  call = null,
  cost,
  isEstimating,
  way = "allowed",
}: {
  review: Review;
  call?: Call | null;
  /** Left out for a signature, which costs nothing. */
  cost?: bigint | null;
  isEstimating?: boolean;
  way?: Way;
}) => {
  const t = useTranslations("transaction");
  const wallet = useWallet();
  const chain = useChain();
  const native = useToken(NATIVE);
  return (
    <div className="space-y-4">
      <div className="text-ink-soft">{review.summary}</div>
      <Facts className="rounded-lg border border-line px-4">
        {review.facts?.map((fact, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the facts of one review never move.
          <Fact key={at} name={fact.name} help={fact.help}>
            {fact.value}
          </Fact>
        ))}
        {wallet.address && (
          <Fact name={t("from")} help={chain?.name}>
            <Address address={getAddress(wallet.address)} size="sm" />
          </Fact>
        )}
        {call && (
          <Fact name={t("contract")} help={<code className="font-mono">{call.functionName}</code>}>
            <Address address={getAddress(call.address)} picture={false} />
          </Fact>
        )}
        {cost !== undefined && (
          <Fact name={t("networkCost")}>
            {isEstimating ? (
              <Skeleton className="h-4 w-24" />
            ) : cost === null ? (
              <span className="text-sm font-normal text-ink-soft">{t("networkCostUnknown")}</span>
            ) : (
              t.rich("upTo", { cost: () => <Money amount={cost} token={native} places={6} /> })
            )}
          </Fact>
        )}
      </Facts>
      {way !== "allowed" && <p className="text-sm text-ink-soft">{t(`ways.${way}`)}</p>}
      {review.ifNobodyActs && (
        <Callout tone="note" title={t("ifNobodyActs")}>
          {review.ifNobodyActs}
        </Callout>
      )}
    </div>
  );
};

const asText = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

/** What the wallet will show, for somebody who compares it word for word. */
export const SignedWords = ({ typedData }: { typedData: TypedDataDefinition }) => {
  const t = useTranslations("transaction");
  const { domain, primaryType, message } = typedData;
  return (
    <details className="rounded-lg border border-line bg-sunken/60 px-4 py-2.5 text-sm">
      <summary className="font-semibold">{t("words")}</summary>
      <pre className="mt-2 overflow-x-auto font-mono text-xs text-ink-soft">
        {JSON.stringify({ primaryType, domain, message }, asText, 2)}
      </pre>
    </details>
  );
};

export const TransactionHash = ({ hash }: { hash: string }) => {
  const t = useTranslations("transaction");
  const explorer = useExplorer();
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
      {t("hash")} <Hash hash={hash} href={explorer("tx", hash)} />
    </p>
  );
};

/** What was done, once it is done. */
export const DoneNote = ({ title, children }: { title: ReactNode; children?: ReactNode }) => (
  <Callout tone="good" role="status" title={title}>
    {children}
  </Callout>
);
