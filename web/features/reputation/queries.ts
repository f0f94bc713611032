import type { ApiQueries } from "#web/lib/api.tsx";

export const reputationEventsQuery = (api: ApiQueries, address: string) =>
  api.reputation.events.infiniteOptions({
    input: (after: string | undefined) => ({ address, ...(after ? { after } : {}), limit: 20 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
