"use client";

import { useTranslations } from "next-intl";
import { useSession } from "#web/lib/session.tsx";
import { LinkTabs } from "#web/ui/tabs.tsx";

const hrefs = { all: "/court", party: "/court?mine=party", arbiter: "/court?mine=arbiter" } as const;

export const CourtTabs = ({ mine }: { mine?: "party" | "arbiter" }) => {
  const t = useTranslations("disputes.tabs");
  const { me } = useSession();
  if (!me && !mine) return null;
  return (
    <LinkTabs
      label={t("label")}
      tabs={[
        { href: hrefs.all, label: t("all") },
        { href: hrefs.party, label: t("party") },
        { href: hrefs.arbiter, label: t("arbiter") },
      ]}
      current={hrefs[mine ?? "all"]}
    />
  );
};
