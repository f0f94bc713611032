import type { ApiQueries } from "#web/lib/api.tsx";

export const creditsQuery = (api: ApiQueries) => api.escrow.credits.queryOptions();

export const offersQuery = (api: ApiQueries, agreement: string) => api.settlements.list.queryOptions({ input: { agreement } });
