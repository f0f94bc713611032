"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useLanguage } from "#web/lib/language-switch.ts";
import { nameOf } from "#web/lib/languages.ts";
import { useSession } from "#web/lib/session.tsx";
import { useTheme } from "#web/lib/theme-switch.tsx";
import { useWallet } from "#web/lib/wallet/index.tsx";
import { shortHex } from "#web/ui/address.tsx";
import { Avatar } from "#web/ui/avatar.tsx";
import { Button, IconButton } from "#web/ui/button.tsx";
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine, MenuLink } from "#web/ui/menu.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";

const ThemeChoice = () => {
  const t = useTranslations("frame");
  const { theme, setTheme } = useTheme();
  return (
    <MenuChoice
      label={t("theme")}
      value={theme}
      onChange={setTheme}
      choices={[
        { value: "light", label: t("light"), icon: <Icon name="sun" /> },
        { value: "dark", label: t("dark"), icon: <Icon name="moon" /> },
        { value: "system", label: t("system"), icon: <Icon name="monitor" /> },
      ]}
    />
  );
};

const LanguageChoice = () => {
  const t = useTranslations("frame");
  const { language, languages, setLanguage } = useLanguage();
  return (
    <MenuChoice
      label={t("language")}
      value={language}
      onChange={setLanguage}
      choices={languages.map((each) => ({ value: each, label: <span lang={each}>{nameOf(each)}</span> }))}
    />
  );
};

/** Who one is here, and what belongs to that; for a guest the way in. */
export const AccountMenu = () => {
  const t = useTranslations("frame");
  const session = useTranslations("session");
  const { me, isPending, signIn, signOut } = useSession();
  const wallet = useWallet();

  if (me) {
    const name = me.name || shortHex(me.address);
    return (
      <Menu
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
      >
        <MenuHeading>
          <span className="flex items-center gap-3">
            <Avatar seed={me.address} size={36} />
            <span className="min-w-0">
              <bdi className="block truncate font-semibold">{name}</bdi>
              <bdi dir="ltr" className="block font-mono text-xs text-ink-faint rtl:text-end">
                {shortHex(me.address, 6)}
              </bdi>
            </span>
          </span>
        </MenuHeading>
        <MenuLine />
        <MenuLink href={`/people/${me.handle}`} icon={<Icon name="user-round" />}>
          {t("profile")}
        </MenuLink>
        <MenuLink href="/profile/edit" icon={<Icon name="settings-2" />}>
          {t("editProfile")}
        </MenuLink>
        <MenuLink href="/agreements" icon={<Icon name="briefcase-business" />}>
          {t("work")}
        </MenuLink>
        <MenuLink href="/welcome" icon={<Icon name="list-checks" />}>
          {t("firstSteps")}
        </MenuLink>
        <MenuLine />
        <ThemeChoice />
        <MenuLine />
        <LanguageChoice />
        <MenuLine />
        <MenuItem onSelect={() => void signOut()} icon={<Icon name="log-out" />}>
          {t("signOut")}
        </MenuItem>
      </Menu>
    );
  }

  return (
    <div className="flex items-center gap-1.5">
      <Menu trigger={<IconButton label={t("settings")} icon={<Icon name="sliders-horizontal" />} />}>
        <ThemeChoice />
        <MenuLine />
        <LanguageChoice />
        {wallet.address && (
          <>
            <MenuLine />
            <MenuItem onSelect={() => void wallet.disconnect()} icon={<Icon name="wallet" />}>
              {t("disconnect")}
            </MenuItem>
          </>
        )}
      </Menu>
      {isPending ? (
        <Skeleton className="h-10 w-24" />
      ) : (
        <Button variant="primary" onClick={() => void signIn()} onPointerEnter={wallet.wake} onFocus={wallet.wake}>
          {wallet.address ? session("signIn") : session("connect")}
        </Button>
      )}
    </div>
  );
};
