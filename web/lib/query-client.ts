import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem.ts";

// Worth another try: what may have passed by itself. A refusal would only be refused again.
const passing: ReadonlySet<string> = new Set(["unreachable", "unavailable", "unexpected"]);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // Events tell when something changed (realtime.tsx); this is for the time before the socket is there.
        staleTime: 20_000,
        retry: (count, error) => count < 2 && passing.has(asProblem(error).code),
        retryDelay: (count) => 400 * 2 ** count,
      },
      mutations: { retry: false },
      dehydrate: { shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) },
    },
  });
