import type { CasePeriod } from "#core/features/disputes.ts";
import type { ApiQueries } from "#web/lib/api.tsx";

export type CaseFilter = { period?: CasePeriod; mine?: "party" | "arbiter" };

export const casesQuery = (api: ApiQueries, filter: CaseFilter) =>
  api.disputes.list.infiniteOptions({
    input: (after: string | undefined) => ({ ...filter, ...(after ? { after } : {}), limit: 20 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const caseQuery = (api: ApiQueries, caseId: string) => api.disputes.get.queryOptions({ input: { caseId } });

export const seatsQuery = (api: ApiQueries) => api.disputes.seats.queryOptions({ input: { limit: 100 } });
