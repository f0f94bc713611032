import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { KeptFocus } from "#web/ui/kept-focus.tsx";
import { Logo, Mark } from "#web/ui/logo.tsx";
import { AccountMenu } from "./account.tsx";
import { Bell } from "./bell.tsx";
import { Commands } from "./commands.tsx";
import { LocalChainStrip } from "./local-chain.tsx";
import { BottomNavigation, TopNavigation } from "./navigation.tsx";
import { ConnectionStrip, MissingStrip, NetworkState } from "./network.tsx";
import { Underway } from "./underway.tsx";

const MAIN = "content";

/** What stands around every page. */
export const AppFrame = ({ children, apiDocument }: { children: ReactNode; apiDocument: string }) => {
  const t = useTranslations("frame");
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href={`#${MAIN}`}
        className="sr-only focus:not-sr-only focus:fixed focus:start-4 focus:top-3 focus:z-50 focus:rounded-md focus:bg-brand focus:px-4 focus:py-2 focus:font-semibold focus:text-on-brand"
      >
        {t("skip")}
      </a>
      <KeptFocus to={MAIN} />
      <Underway />
      <LocalChainStrip />
      <header className="sticky top-0 z-30 border-b border-line bg-surface">
        <div className="mx-auto flex h-15 max-w-6xl items-center justify-between gap-3 px-4 sm:px-6">
          <div className="flex items-center gap-6 lg:gap-9">
            <Link href="/" aria-label={t("home")} className="touch-target inline-flex items-center rounded-md">
              <Logo name={t("name")} />
            </Link>
            <TopNavigation />
          </div>
          <div className="flex items-center gap-1 sm:gap-2">
            <NetworkState />
            <Commands />
            <Bell />
            <AccountMenu />
          </div>
        </div>
        <ConnectionStrip />
        <MissingStrip />
      </header>
      {/* As tall as the screen: what stands below it is never pushed down by what comes late. */}
      <main id={MAIN} tabIndex={-1} className="min-h-dvh flex-1 outline-none">
        {children}
      </main>
      <footer className="mt-10 border-t border-line pb-20 md:pb-0">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-3 px-4 py-6 text-sm text-ink-soft sm:px-6">
          <p className="flex items-center gap-3">
            <Mark className="size-5 opacity-80" />
            {t("footer")}
          </p>
          <a
            href={apiDocument}
            className="touch-target inline-flex items-center font-medium underline-offset-4 hover:text-ink hover:underline"
          >
            {t("api")}
          </a>
        </div>
      </footer>
      <BottomNavigation />
    </div>
  );
};
