import type { ApiQueries } from "#web/lib/api.tsx";

/** What the page is filled with and what it asks on with. */
export const notificationsQuery = (api: ApiQueries) =>
  api.notifications.list.infiniteOptions({
    input: (after: string | undefined) => ({ ...(after ? { after } : {}), limit: 30 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
