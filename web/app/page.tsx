import { Landing } from "#web/features/landing/index.ts";
import { Prefetched } from "#web/lib/api-server.tsx";

export default function LandingPage() {
  return (
    <Prefetched queries={(api, client) => [client.prefetchQuery(api.escrow.figures.queryOptions())]}>
      <Landing />
    </Prefetched>
  );
}
