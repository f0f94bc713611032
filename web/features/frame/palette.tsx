"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Icon } from "#web/ui/icon.tsx";
import type { IconName } from "#web/ui/icon-names.ts";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useDeferredValue, useState } from "react";
import { useApi } from "#web/lib/api.tsx";
import { useSession } from "#web/lib/session.tsx";
import { useTheme } from "#web/lib/theme-switch.ts";
import { shortHex } from "#web/ui/address.tsx";
import { Avatar } from "#web/ui/avatar.tsx";
import { places } from "./places.ts";
import { useWaiting } from "./waiting.ts";

const FOUND = 5;
const itemLook =
  "flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-sm data-[selected=true]:bg-sunken [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-faint";
const groupLook =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-ink-faint";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; onHelp: () => void };

/** Goes anywhere and does anything by typing its name. */
export const Palette = ({ open, onOpenChange, onHelp }: Props) => {
  const t = useTranslations("frame");
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-shade backdrop-blur-[2px] data-[state=open]:animate-appear" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[8dvh] z-50 mx-auto flex max-h-[min(32rem,80dvh)] max-w-xl flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-lg outline-none data-[state=open]:animate-rise"
        >
          <Radix.Title className="sr-only">{t("search")}</Radix.Title>
          <Finder close={() => onOpenChange(false)} onHelp={onHelp} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
};

const Finder = ({ close, onHelp }: { close: () => void; onHelp: () => void }) => {
  const t = useTranslations("frame");
  const [words, setWords] = useState("");
  return (
    <Command label={t("search")} loop className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon name="search" className="size-5 shrink-0 text-ink-faint" />
        <Command.Input
          autoFocus
          value={words}
          onValueChange={setWords}
          placeholder={t("searchFor")}
          className="h-14 w-full bg-transparent outline-none placeholder:text-ink-faint"
        />
      </div>
      <Command.List label={t("search")} className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">
        <Command.Empty className="px-3 py-8 text-center text-sm text-ink-soft">{t("searchNothing")}</Command.Empty>
        <Waiting close={close} />
        <Doings close={close} onHelp={onHelp} />
        <Found words={words.trim()} close={close} />
      </Command.List>
    </Command>
  );
};

const useGo = (close: () => void) => {
  const router = useRouter();
  return (href: string) => () => {
    close();
    router.push(href);
  };
};

const Waiting = ({ close }: { close: () => void }) => {
  const t = useTranslations("frame");
  const go = useGo(close);
  const { agreements, cases } = useWaiting();
  const duties = [
    ...cases.map((each) => ({ key: each.caseId, href: `/cases/${each.caseId}`, duty: each.awaiting, title: each.title ?? "" })),
    ...agreements.map((each) => ({ key: each.id, href: `/agreements/${each.id}`, duty: each.awaiting, title: each.title })),
  ];
  if (duties.length === 0) return null;
  return (
    <Command.Group heading={t("waits")} className={groupLook}>
      {duties.map(({ key, href, duty, title }) => (
        <Command.Item key={key} value={key} keywords={[t(`duties.${duty}`), title]} onSelect={go(href)} className={itemLook}>
          <Icon name="bell" />
          <span className="min-w-0 truncate">
            {t(`duties.${duty}`)} <bdi className="text-ink-faint">{title}</bdi>
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
};

type Doing = { key: string; label: string; icon: IconName; act: () => void };

const Doings = ({ close, onHelp }: { close: () => void; onHelp: () => void }) => {
  const t = useTranslations("frame");
  const session = useTranslations("session");
  const go = useGo(close);
  const { me, signIn, signOut } = useSession();
  const { setTheme } = useTheme();
  const then = (act: () => void) => () => {
    close();
    act();
  };
  const mine: Doing[] = me
    ? [
        { key: "profile", label: t("profile"), icon: "user-round", act: go(`/people/${me.handle}`) },
        { key: "edit", label: t("editProfile"), icon: "settings-2", act: go("/profile/edit") },
        { key: "out", label: t("signOut"), icon: "log-out", act: then(() => void signOut()) },
      ]
    : [{ key: "in", label: session("signInLong"), icon: "log-in", act: then(() => void signIn()) }];
  const doings: Doing[] = [
    { key: "post", label: t("post"), icon: "file-plus-corner", act: go("/projects/new") },
    { key: "steps", label: t("firstSteps"), icon: "user-round", act: go("/welcome") },
    ...mine,
    { key: "light", label: t("toLight"), icon: "sun", act: then(() => setTheme("light")) },
    { key: "dark", label: t("toDark"), icon: "moon", act: then(() => setTheme("dark")) },
    { key: "keys", label: t("shortcuts"), icon: "keyboard", act: onHelp },
  ];
  return (
    <>
      <Command.Group heading={t("places")} className={groupLook}>
        {[...places, { key: "news", href: "/notifications", icon: "bell" } as const].map(({ key, href, icon }) => (
          <Command.Item key={href} value={href} keywords={[t(key)]} onSelect={go(href)} className={itemLook}>
            <Icon name={icon} />
            {t(key)}
          </Command.Item>
        ))}
      </Command.Group>
      <Command.Group heading={t("actions")} className={groupLook}>
        {doings.map(({ key, label, icon, act }) => (
          <Command.Item key={key} value={key} keywords={[label]} onSelect={act} className={itemLook}>
            <Icon name={icon} />
            {label}
          </Command.Item>
        ))}
      </Command.Group>
    </>
  );
};

/** People and projects are searched for by the API, which knows all of them. */
const Found = ({ words, close }: { words: string; close: () => void }) => {
  const t = useTranslations("frame");
  const api = useApi();
  const go = useGo(close);
  const search = useDeferredValue(words);
  const options = { enabled: search.length > 1, placeholderData: <T,>(before: T) => before };
  const people = useQuery(api.profiles.list.queryOptions({ input: { search, limit: FOUND }, ...options }));
  const projects = useQuery(api.projects.list.queryOptions({ input: { search, limit: FOUND }, ...options }));
  if (search.length < 2) return null;
  return (
    <>
      {Boolean(people.data?.items.length) && (
        <Command.Group heading={t("people")} forceMount className={groupLook}>
          {people.data?.items.map(({ address, handle, name, headline }) => (
            <Command.Item key={address} value={address} forceMount onSelect={go(`/people/${handle}`)} className={itemLook}>
              <Avatar seed={address} size={24} />
              <span className="min-w-0 truncate">
                <bdi>{name || shortHex(address)}</bdi> <bdi className="text-ink-faint">{headline}</bdi>
              </span>
            </Command.Item>
          ))}
        </Command.Group>
      )}
      {Boolean(projects.data?.items.length) && (
        <Command.Group heading={t("projects")} forceMount className={groupLook}>
          {projects.data?.items.map(({ id, title }) => (
            <Command.Item key={id} value={id} forceMount onSelect={go(`/projects/${id}`)} className={itemLook}>
              <Icon name="folder-search" />
              <bdi className="title-line min-w-0">{title}</bdi>
            </Command.Item>
          ))}
        </Command.Group>
      )}
    </>
  );
};
