"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RequireSession } from "#web/lib/session.tsx";

/** An agreement is its parties' and their arbiters' to read, so the page asks first who reads. */
export const AgreementGate = ({ children }: { children: ReactNode }) => {
  const t = useTranslations("agreements");
  return <RequireSession why={t("whyOne")}>{children}</RequireSession>;
};
