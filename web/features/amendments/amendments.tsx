"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#web/lib/api.tsx";
import { forMembers } from "#web/lib/for-members.tsx";
import { Superseded } from "./versions.tsx";

const Open = forMembers<{ id: string }>(async () => (await import("./proposed.tsx")).Open);

/** What both must know first: that another agreement took this one's place, or that another plan is open. */
export const Amendments = ({ id }: { id: string }) => {
  const { data: agreement } = useQuery(useApi().agreements.get.queryOptions({ input: { id } }));
  const newest = agreement?.line.at(-1)?.id;
  return (
    <>
      {newest && newest !== id && <Superseded newest={newest} />}
      <Open id={id} />
    </>
  );
};

export const ChangeOfPlan = forMembers<{ id: string }>(async () => (await import("./proposed.tsx")).ChangeOfPlan);
