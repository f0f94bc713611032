"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useApi } from "#web/lib/api.tsx";
import { RequireSession } from "#web/lib/session.tsx";
import { agreementQuery } from "./queries.ts";

/** What is on chain is everybody's to read; before that it is its parties', so the page asks who reads. */
export const AgreementGate = ({ id, children }: { id: string; children: ReactNode }) => {
  const t = useTranslations("agreements");
  const { data } = useQuery({ ...agreementQuery(useApi(), id), enabled: false });
  return data ? children : <RequireSession why={t("whyOne")}>{children}</RequireSession>;
};
