"use client";

import { useTranslations } from "next-intl";
import { useChain, useExplorer } from "#web/lib/chain.tsx";
import { Address } from "#web/ui/address.tsx";
import { Fact, Facts } from "#web/ui/card.tsx";
import { useChainNow } from "#web/ui/clock.tsx";
import { BlockNumber } from "#web/ui/hash.tsx";
import { Moment } from "#web/ui/time.tsx";

const ChainNow = () => {
  const now = useChainNow();
  return now === null ? null : <Moment at={new Date(now).toISOString()} />;
};

/** The chain that the page is about: where its head is, and which contracts hold the money. */
export const NetworkFacts = ({ isLive }: { isLive: boolean }) => {
  const t = useTranslations("frame");
  const chain = useChain();
  const explorer = useExplorer();
  return (
    <>
      <p className="text-ink-soft">{t(isLive ? "liveNote" : "reconnectingNote")}</p>
      {chain && (
        <Facts className="mt-2">
          <Fact name={t("network")}>{chain.name}</Fact>
          <Fact name={t("latestBlock")}>
            <BlockNumber block={chain.head.block} href={explorer("block", chain.head.block)} />
          </Fact>
          <Fact name={t("chainTime")}>
            <ChainNow />
          </Fact>
          <Fact name={t("escrow")}>
            <Address address={chain.escrow} picture={false} copy />
          </Fact>
          <Fact name={t("courtContract")}>
            <Address address={chain.court} picture={false} copy />
          </Fact>
          <Fact name={t("reputation")}>
            <Address address={chain.reputation} picture={false} copy />
          </Fact>
        </Facts>
      )}
    </>
  );
};
