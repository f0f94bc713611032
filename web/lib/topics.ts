import type { QueryKey } from "@tanstack/react-query";
import type { BusEvent } from "#core/events.ts";
import type { ApiQueries } from "./api.tsx";

/**
 * Which answers an event makes old. By thing where the event names one, so that a busy chain does not make every open
 * page fetch; lists and sums by kind. Only what is on screen is fetched again.
 */
export const touchedBy = (api: ApiQueries, { topic, payload }: BusEvent): QueryKey[] => {
  const fact = payload as Partial<Record<"agreement" | "caseId" | "project", string>>;
  const agreement = fact.agreement
    ? [
        api.agreements.get.key({ input: { id: fact.agreement } }),
        api.settlements.list.key({ input: { agreement: fact.agreement } }),
        api.amendments.list.key({ input: { agreement: fact.agreement } }),
      ]
    : [];
  const dispute = fact.caseId ? [api.disputes.get.key({ input: { caseId: fact.caseId } })] : [];
  const [area] = topic.split(".");

  switch (area) {
    case "project":
    case "proposal":
      return [api.projects.key(), api.proposals.key(), ...(topic === "proposal.accepted" ? [api.agreements.mine.key()] : [])];
    case "agreement":
    case "settlement":
    case "amendment":
      return [...agreement, api.agreements.mine.key()];
    case "escrow":
      return [
        ...agreement,
        ...dispute,
        // A payout or a settlement ends the milestone's case too, and does not name it.
        ...(topic === "escrow.executed" || topic === "escrow.settled" ? [api.disputes.key()] : []),
        api.agreements.mine.key(),
        api.escrow.key(),
        api.projects.key(),
      ];
    case "court":
      return [...agreement, ...dispute, api.disputes.list.key(), api.disputes.seats.key(), api.escrow.key()];
    case "reputation":
      return [api.reputation.key(), api.profiles.key()];
    case "profile":
      return [api.profiles.key()];
    case "notification":
      return [api.notifications.key()];
    default:
      return [];
  }
};
