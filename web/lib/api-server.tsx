import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import { cookies, headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { contract } from "#core/api.ts";
import type { Me } from "#core/features/session.ts";
import type { ApiQueries } from "./api.tsx";
import { type Api, createApi, type Routes } from "./client.ts";
import { config } from "./config.ts";
import { createQueryClient } from "./query-client.ts";

const isProcedure = (part: object): part is { "~orpc": { route: { method?: string; path?: string } } } => "~orpc" in part;

const routesOf = (router: object): Routes =>
  Object.fromEntries(
    Object.entries(router).map(([name, part]) => {
      if (!isProcedure(part)) return [name, routesOf(part)];
      const { method, path } = part["~orpc"].route;
      return [name, { "~orpc": { errorMap: {}, meta: {}, route: { method, path } } }];
    }),
  );

/** For the root layout to hand to the page (client.ts says why). */
export const routes = routesOf(contract);

const PATIENCE = 4_000;

/** The API as the person who asked for this page; one client a request. */
export const serverApi = cache(async (): Promise<Api> => {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const cookie = jar.toString();
  // So that the API counts people, and not this server, when it limits rates (its TRUST_PROXY says whether to believe it).
  const from = asked.get("x-forwarded-for");
  return createApi({
    routes,
    url: config().apiUrl,
    headers: () => ({ ...(cookie && { cookie }), ...(from && { "x-forwarded-for": from }) }),
    fetch: (request, init) => fetch(request, { ...init, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }),
  });
});

/** Who asks for this page; null for a guest. */
export const viewer = cache(async () => (await serverApi()).session.me());

/** What only somebody signed in asks for; nothing for a guest. */
export const forMember = async (ask: (me: Me) => Promise<unknown>): Promise<unknown> => {
  const me = await viewer();
  return me && ask(me);
};

/**
 * Fetches on the server what the components inside will ask for, so that the page arrives filled. What cannot be
 * fetched is left for the browser, which tries again and then says what is wrong.
 */
export const Prefetched = async ({
  queries,
  children,
}: {
  queries: (api: ApiQueries, client: QueryClient) => Promise<unknown>[];
  children: ReactNode;
}) => {
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  await Promise.allSettled(queries(createTanstackQueryUtils(await serverApi()), client));
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
};
