"use client";

import { useTranslations } from "next-intl";
import type { Me } from "#core/features/session.ts";
import { useLanguage } from "#web/lib/language-switch.ts";
import { nameOf } from "#web/lib/languages.ts";
import { useSession } from "#web/lib/session.tsx";
import { useTheme } from "#web/lib/theme-switch.ts";
import { useWallet } from "#web/lib/wallet/index.tsx";
import { shortHex } from "#web/ui/address.tsx";
import { Avatar } from "#web/ui/avatar.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { MenuChoice, MenuHeading, MenuItem, MenuLine, MenuLink, MenuWindow } from "#web/ui/menu-window.tsx";
import type { Opened } from "#web/ui/opened-later.tsx";

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

/** What belongs to somebody who is signed in. */
export const MemberMenu = ({ me, ...opened }: Opened & { me: Me }) => {
  const t = useTranslations("frame");
  const { signOut } = useSession();
  return (
    <MenuWindow {...opened}>
      <MenuHeading>
        <span className="flex items-center gap-3">
          <Avatar seed={me.address} size={36} />
          <span className="min-w-0">
            <bdi className="block truncate font-semibold">{me.name || shortHex(me.address)}</bdi>
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
    </MenuWindow>
  );
};

/** What a guest may set. */
export const GuestMenu = (opened: Opened) => {
  const t = useTranslations("frame");
  const wallet = useWallet();
  return (
    <MenuWindow {...opened}>
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
    </MenuWindow>
  );
};
