import type { Field, ProjectState } from "#core/features/projects.ts";
import type { ApiQueries } from "#web/lib/api.tsx";

export type ProjectFilter = { search?: string; field?: Field; skill?: string; state?: ProjectState; client?: string };

/** One place for server and browser, so that what the one fetched is what the other looks for. */
export const projectsQuery = (api: ApiQueries, filter: ProjectFilter) =>
  api.projects.list.infiniteOptions({
    input: (after: string | undefined) => ({ ...filter, ...(after ? { after } : {}), limit: 20 }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const projectQuery = (api: ApiQueries, id: string) => api.projects.get.queryOptions({ input: { id } });
