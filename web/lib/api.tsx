"use client";

import { createTanstackQueryUtils, type RouterUtils } from "@orpc/tanstack-query";
import { QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useState } from "react";
import { type Api, createApi, type Routes } from "./client.ts";
import { useConfig } from "./public-config.tsx";
import { createQueryClient } from "./query-client.ts";

/** `api.projects.list.queryOptions({ input })`, `.mutationOptions()`, `.key()`, `.call(input)`. */
export type ApiQueries = RouterUtils<Api>;

const Queries = createContext<ApiQueries | null>(null);

export const ApiProvider = ({ routes, children }: { routes: Routes; children: ReactNode }) => {
  const { apiOrigin } = useConfig();
  const [queryClient] = useState(createQueryClient);
  const [queries] = useState(() =>
    createTanstackQueryUtils(
      createApi({ routes, url: apiOrigin, fetch: (request, init) => fetch(request, { ...init, credentials: "include" }) }),
    ),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <Queries value={queries}>{children}</Queries>
    </QueryClientProvider>
  );
};

export const useApi = (): ApiQueries => {
  const queries = use(Queries);
  if (!queries) throw new Error("useApi stands outside ApiProvider; the root layout provides it.");
  return queries;
};
