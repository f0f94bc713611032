"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Me } from "#core/features/session.ts";
import { SignInButton, useSession } from "#web/lib/session.tsx";
import { useWallet } from "#web/lib/wallet/index.tsx";
import { shortHex } from "#web/ui/address.tsx";
import { Avatar } from "#web/ui/avatar.tsx";
import { IconButton } from "#web/ui/button.tsx";
import { openedLater, type Trigger } from "#web/ui/opened-later.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";

const menus = () => import("./account-menu.tsx");
const MemberMenu = openedLater<Trigger & { me: Me }>("menu", async () => (await menus()).MemberMenu);
const GuestMenu = openedLater<Trigger>("menu", async () => (await menus()).GuestMenu);

/** Who one is here, and what belongs to that; for a guest the way in. */
export const AccountMenu = () => {
  const t = useTranslations("frame");
  const session = useTranslations("session");
  const { me, isPending } = useSession();
  const wallet = useWallet();

  if (me) {
    const name = me.name || shortHex(me.address);
    return (
      <MemberMenu
        me={me}
        trigger={
          <button
            type="button"
            aria-label={t("account", { name })}
            className="touch-target inline-flex h-10 max-w-48 items-center justify-center gap-2 rounded-md px-1.5 transition-colors hover:bg-sunken sm:pe-3"
          >
            <Avatar seed={me.address} size={28} />
            <span className="hidden truncate text-sm font-semibold sm:block">{name}</span>
          </button>
        }
      />
    );
  }

  return (
    <div className="flex items-center gap-1.5">
      <GuestMenu trigger={<IconButton label={t("settings")} icon={<Icon name="sliders-horizontal" />} />} />
      {isPending ? (
        <Skeleton className="h-10 w-24" />
      ) : (
        <SignInButton tight>{wallet.address ? session("signIn") : session("connect")}</SignInButton>
      )}
    </div>
  );
};
