"use client";

import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { useChain, useExplorer } from "#web/lib/chain.tsx";
import { type Connection, useConnection } from "#web/lib/realtime.tsx";
import { Address } from "#web/ui/address.tsx";
import { Fact, Facts } from "#web/ui/card.tsx";
import { useChainNow } from "#web/ui/clock.tsx";
import { cx } from "#web/ui/cx.ts";
import { BlockNumber } from "#web/ui/hash.tsx";
import { Moment } from "#web/ui/time.tsx";

const dots: Record<Connection, string> = {
  live: "bg-good-fill",
  connecting: "bg-edge animate-breathe",
  reconnecting: "bg-held-fill animate-breathe",
  offline: "bg-bad-fill",
};

const ChainNow = () => {
  const now = useChainNow();
  return now === null ? null : <Moment at={new Date(now).toISOString()} />;
};

/** Whether what one sees is fresh, and what chain it is about. */
export const NetworkState = () => {
  const t = useTranslations("frame");
  const chain = useChain();
  const connection = useConnection();
  const explorer = useExplorer();
  return (
    <Popover.Root>
      <Popover.Trigger className="touch-target inline-flex h-9 items-center justify-center gap-2 rounded-md px-2.5 text-xs font-semibold text-ink-soft transition-colors hover:bg-sunken hover:text-ink">
        <span aria-hidden className={cx("size-2 rounded-full", dots[connection])} />
        <span role="status" className={connection === "live" ? "sr-only lg:not-sr-only" : "sr-only sm:not-sr-only"}>
          {t(connection)}
        </span>
        {chain && connection === "live" && <span className="hidden lg:inline">{<BlockNumber block={chain.head.block} />}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={12}
          className="z-50 w-80 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-raised p-4 shadow-lg data-[state=open]:animate-rise"
        >
          <p className="text-sm text-ink-soft">{t(connection === "live" ? "liveNote" : "reconnectingNote")}</p>
          {chain && (
            <Facts className="mt-2 text-sm">
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
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};

/** The same on a phone, where the header has no room for words; only while something is wrong. */
export const ConnectionStrip = () => {
  const t = useTranslations("frame");
  const connection = useConnection();
  if (connection === "live" || connection === "connecting") return null;
  return (
    <p aria-hidden className="border-b border-held/25 bg-held-soft px-4 py-1.5 text-xs text-ink-soft sm:hidden">
      <strong className="font-semibold text-ink">{t(connection)}</strong> {t("reconnectingNote")}
    </p>
  );
};
