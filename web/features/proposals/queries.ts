import type { ApiQueries } from "#web/lib/api.tsx";

export const proposalsQuery = (api: ApiQueries, project: string) =>
  api.proposals.forProject.infiniteOptions({
    input: (after: string | undefined) => ({ project, ...(after ? { after } : {}), limit: 50 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const myProposalsQuery = (api: ApiQueries) =>
  api.proposals.mine.infiniteOptions({
    input: (after: string | undefined) => ({ ...(after ? { after } : {}), limit: 20 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
