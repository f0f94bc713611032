"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#web/lib/api.tsx";
import { LocalClock } from "#web/lib/local-clock.tsx";
import { caseQuery } from "./queries.ts";

/** The local chain's clock, set to pass the period that this case is in. */
export const CaseClock = ({ caseId }: { caseId: string }) => {
  const { data } = useQuery(caseQuery(useApi(), caseId));
  return <LocalClock until={data?.until} />;
};
