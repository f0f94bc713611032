import { useQuery } from "@tanstack/react-query";
import { useApi } from "#web/lib/api.tsx";
import { useSession } from "#web/lib/session.tsx";

/** Read from what was really done, on whatever machine; null while it is not known. */
export const useProgress = () => {
  const api = useApi();
  const { me } = useSession();
  const options = { enabled: Boolean(me) };
  const who = me?.address ?? "";
  const profile = useQuery(api.profiles.get.queryOptions({ input: { who }, ...options })).data;
  const projects = useQuery(api.projects.list.queryOptions({ input: { client: who, limit: 1 }, ...options })).data;
  const proposals = useQuery(api.proposals.mine.queryOptions({ input: { limit: 1 }, ...options })).data;
  const work = useQuery(api.agreements.mine.queryOptions({ input: { limit: 50 }, ...options })).data;
  const seats = useQuery(api.disputes.seats.queryOptions({ input: { limit: 100 }, ...options })).data;
  const cases = useQuery(api.disputes.list.queryOptions({ input: { mine: "arbiter", limit: 50 }, ...options })).data;
  if (!me) return me === null ? "guest" : null;

  const asClient = work?.items.filter(({ client }) => client.address === me.address) ?? [];
  const asDeveloper = work?.items.filter(({ developer }) => developer.address === me.address) ?? [];
  const isOnChain = ({ state }: { state: string }) => ["active", "closed", "amended"].includes(state);
  return {
    named: Boolean(profile?.name),
    skilled: Boolean(profile?.name && profile.skills.length > 0),
    posted: Boolean(projects?.items.length),
    agreed: asClient.length > 0,
    locked: asClient.some(isOnChain),
    released: asClient.some(({ closed }) => closed > 0),
    proposed: Boolean(proposals?.items.length),
    signed: asDeveloper.some(({ state, awaiting }) => state !== "drafted" && awaiting !== "sign"),
    paid: asDeveloper.some(({ closed }) => closed > 0),
    seated: Boolean(seats?.items.some(({ arbiter, leftAt }) => arbiter.address === me.address && leftAt === null)),
    drawn: Boolean(cases?.items.length),
    voted: Boolean(cases?.items.some(({ period, awaiting }) => period !== "Commit" && awaiting !== "commit")),
  };
};

export type Done = Exclude<ReturnType<typeof useProgress>, string | null>;
