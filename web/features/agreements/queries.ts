import type { AgreementState } from "#core/features/agreements.ts";
import type { ApiQueries } from "#web/lib/api.tsx";

export type AgreementFilter = { state?: AgreementState; side?: "client" | "developer" };

export const agreementsQuery = (api: ApiQueries, filter: AgreementFilter) =>
  api.agreements.mine.infiniteOptions({
    input: (after: string | undefined) => ({ ...filter, ...(after ? { after } : {}), limit: 20 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const agreementQuery = (api: ApiQueries, id: string) => api.agreements.get.queryOptions({ input: { id } });
