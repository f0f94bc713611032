"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useChain } from "#web/lib/chain.tsx";
import { forMembers } from "#web/lib/for-members.tsx";

const AdvanceMenu = forMembers(async () => (await import("./advance-menu.tsx")).AdvanceMenu);

/** Says on the local chain, and there alone, that the money is play money; and lets a member move its clock. */
export const LocalChainStrip = () => {
  const t = useTranslations("frame");
  const chain = useChain();
  if (!chain?.isLocal) return null;
  return (
    <aside aria-label={t("localTitle")} className="border-b border-held/25 bg-held-soft text-xs text-ink-soft">
      <div className="mx-auto flex min-h-9 max-w-6xl flex-wrap items-center justify-between gap-x-4 px-4 sm:px-6">
        <p className="flex min-w-0 items-center gap-2 py-1">
          <Icon name="flask-conical" className="size-4 shrink-0 text-held" />
          <span>
            <strong className="font-semibold text-ink">{t("localTitle")}</strong>{" "}
            <span className="hidden sm:inline">{t("localNote")}</span>
          </span>
        </p>
        <AdvanceMenu />
      </div>
    </aside>
  );
};
