import { useQuery } from "@tanstack/react-query";
import type { AgreementSummary } from "#core/features/agreements.ts";
import type { CaseSummary } from "#core/features/disputes.ts";
import { useApi } from "#web/lib/api.tsx";
import { useSession } from "#web/lib/session.tsx";

const MANY = 50;
const OLD_AFTER = 30_000;

export type WaitingAgreement = AgreementSummary & { awaiting: NonNullable<AgreementSummary["awaiting"]> };
export type WaitingCase = CaseSummary & { awaiting: NonNullable<CaseSummary["awaiting"]> };

/** What is closed waits for nobody but to be read; what has no deadline comes last. */
const byDeadline = (a: string | null, b: string | null): number =>
  (a === null ? Number.POSITIVE_INFINITY : Date.parse(a)) - (b === null ? Number.POSITIVE_INFINITY : Date.parse(b)) || 0;

/** What waits for the person who is signed in: signatures, money, deliveries, reviews, answers, votes. Nothing for a guest. */
export const useWaiting = (): { agreements: WaitingAgreement[]; cases: WaitingCase[]; unread: number } => {
  const api = useApi();
  const { me } = useSession();
  const options = { enabled: Boolean(me), staleTime: OLD_AFTER };
  const work = useQuery(api.agreements.mine.queryOptions({ input: { limit: MANY }, ...options }));
  const party = useQuery(api.disputes.list.queryOptions({ input: { mine: "party", limit: MANY }, ...options }));
  const arbiter = useQuery(api.disputes.list.queryOptions({ input: { mine: "arbiter", limit: MANY }, ...options }));
  const notices = useQuery(api.notifications.list.queryOptions({ input: { limit: 1 }, enabled: Boolean(me) }));
  if (!me) return { agreements: [], cases: [], unread: 0 };
  const cases = [...(party.data?.items ?? []), ...(arbiter.data?.items ?? [])];
  return {
    agreements: (work.data?.items ?? [])
      .filter((each): each is WaitingAgreement => each.awaiting !== null)
      .sort((a, b) => byDeadline(a.nextDue, b.nextDue)),
    cases: [...new Map(cases.map((each) => [each.caseId, each])).values()]
      .filter((each): each is WaitingCase => each.awaiting !== null)
      .sort((a, b) => byDeadline(a.until, b.until)),
    unread: notices.data?.unread ?? 0,
  };
};
