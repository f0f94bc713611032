"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useChain } from "#web/lib/chain.tsx";
import { type Connection, useConnection } from "#web/lib/realtime.tsx";
import { cx } from "#web/ui/cx.ts";
import { BlockNumber } from "#web/ui/hash.tsx";
import { later } from "#web/ui/later.tsx";
import { missingCode } from "#web/ui/part.ts";
import { Popover } from "#web/ui/popover.tsx";

const dots: Record<Connection, string> = {
  resting: "bg-edge",
  live: "bg-good-fill",
  connecting: "bg-edge animate-breathe",
  reconnecting: "bg-held-fill animate-breathe",
  offline: "bg-bad-fill",
};

const NetworkFacts = later(async () => (await import("./network-facts.tsx")).NetworkFacts);

/** Whether what one sees is fresh, and what chain it is about. */
export const NetworkState = () => {
  const t = useTranslations("frame");
  const chain = useChain();
  const connection = useConnection();
  return (
    <>
      {/* Beside the button, whose inside is no place for a live region: a screen reader takes that for a name. */}
      <span role="status" data-connection={connection} className="sr-only">
        {t(connection)}
      </span>
      <Popover
        align="end"
        className="w-80 p-4"
        trigger={
          <button
            type="button"
            className="touch-target inline-flex h-9 items-center justify-center gap-2 rounded-md px-2.5 text-xs font-semibold text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
          >
            <span aria-hidden className={cx("size-2 rounded-full", dots[connection])} />
            <span className={connection === "live" ? "sr-only lg:not-sr-only" : "sr-only sm:not-sr-only"}>{t(connection)}</span>
            {chain && connection === "live" && (
              <span className="hidden lg:inline">
                <BlockNumber block={chain.head.block} />
              </span>
            )}
          </button>
        }
      >
        <NetworkFacts isLive={connection === "live"} />
      </Popover>
    </>
  );
};

/** The same on a phone, where the header has no room for words; only while something is wrong. */
export const ConnectionStrip = () => {
  const t = useTranslations("frame");
  const connection = useConnection();
  if (connection !== "reconnecting" && connection !== "offline") return null;
  return (
    <p aria-hidden className="border-b border-held/25 bg-held-soft px-4 py-1.5 text-xs text-ink-soft sm:hidden">
      <strong className="font-semibold text-ink">{t(connection)}</strong> {t("reconnectingNote")}
    </p>
  );
};

const atFirst = () => false;

/** Where code does not come: the line is broken, or a newer version has taken the place of the one this page is of. */
export const MissingStrip = () => {
  const t = useTranslations("frame");
  if (!useSyncExternalStore(missingCode.subscribe, missingCode.is, atFirst)) return null;
  return (
    <p role="status" className="border-b border-held/25 bg-held-soft px-4 py-1.5 text-xs text-ink-soft sm:px-6">
      {t("missing")}{" "}
      <button
        type="button"
        onClick={() => location.reload()}
        className="touch-target rounded-sm font-semibold text-ink underline"
      >
        {t("reload")}
      </button>
    </p>
  );
};
