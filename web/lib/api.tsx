"use client";

import { createTanstackQueryUtils, type RouterUtils } from "@orpc/tanstack-query";
import { QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useState } from "react";
import type { Api, Routes } from "./client.ts";
import { useConfig } from "./public-config.tsx";
import { createQueryClient } from "./query-client.ts";

/** `api.projects.list.queryOptions({ input })`, `.mutationOptions()`, `.key()`, `.call(input)`. */
export type ApiQueries = RouterUtils<Api>;

/**
 * An API whose client is fetched with the first call: a page that came filled from the server is read before it asks for
 * anything. `api.projects.list` is a function at every depth, as in the client itself.
 */
const laterApi = (make: () => Promise<Api>): Api => {
  let made: Promise<Api> | undefined;
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => {}, {
      get: (_, name) => (typeof name === "string" ? at([...path, name]) : undefined),
      apply: async (_, __, given: unknown[]) => {
        made ??= make();
        const api = await made.catch((error: unknown) => {
          made = undefined;
          throw error;
        });
        const procedure = path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], api);
        return (procedure as (...given: unknown[]) => unknown)(...given);
      },
    });
  return at([]) as Api;
};

const Queries = createContext<ApiQueries | null>(null);

export const ApiProvider = ({ routes, children }: { routes: Routes; children: ReactNode }) => {
  const { apiOrigin } = useConfig();
  const [queryClient] = useState(createQueryClient);
  const [queries] = useState(() =>
    createTanstackQueryUtils(
      laterApi(async () =>
        (await import("./client.ts")).createApi({
          routes,
          url: apiOrigin,
          fetch: (request, init) => fetch(request, { ...init, credentials: "include" }),
        }),
      ),
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
