import type { ApiQueries } from "#web/lib/api.tsx";

export const amendmentsQuery = (api: ApiQueries, agreement: string) => api.amendments.list.queryOptions({ input: { agreement } });
