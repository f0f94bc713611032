"use client";

import { useTranslations } from "next-intl";
import { useSession } from "#web/lib/session.tsx";
import { LinkTabs } from "#web/ui/tabs.tsx";

/** All projects, and those of whoever looks. Nobody signed in has none, so there is nothing to choose. */
export const ProjectTabs = ({ client }: { client?: string }) => {
  const t = useTranslations("projects");
  const { me } = useSession();
  if (!me) return null;
  const mine = `/projects?client=${me.address}`;
  return (
    <LinkTabs
      label={t("title")}
      tabs={[
        { href: "/projects", label: t("all") },
        { href: mine, label: t("mine") },
      ]}
      current={client === me.address ? mine : "/projects"}
    />
  );
};
