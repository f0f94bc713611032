import type { ApiQueries } from "#web/lib/api.tsx";

export type PeopleFilter = { search?: string; skill?: string };

export const peopleQuery = (api: ApiQueries, filter: PeopleFilter) =>
  api.profiles.list.infiniteOptions({
    input: (after: string | undefined) => ({ ...filter, ...(after ? { after } : {}), limit: 24 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const profileQuery = (api: ApiQueries, who: string) => api.profiles.get.queryOptions({ input: { who } });

export const workOfQuery = (api: ApiQueries, client: string) => api.projects.list.queryOptions({ input: { client, limit: 10 } });
