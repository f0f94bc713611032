"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#web/lib/api.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { later } from "#web/ui/later.tsx";
import { caseQuery } from "./queries.ts";

const Offer = later(async () => (await import("./appeal-offer.tsx")).Offer);

/** While a ruling can be appealed, or an appeal matched: what it costs, and what each end would mean in money. */
export const AppealCard = ({ caseId }: { caseId: string }) => {
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  const now = useChainNowAt(dispute?.appeal?.until);
  const offer = dispute?.appeal;
  if (!dispute || !offer || (now !== null && Date.parse(offer.until) < now)) return null;
  return <Offer dispute={dispute} offer={offer} />;
};
