"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#web/lib/api.tsx";
import { useSession } from "#web/lib/session.tsx";
import { later } from "#web/ui/later.tsx";

const ProposalsOf = later(async () => (await import("./proposals-of.tsx")).ProposalsOf);

/** What the client got to choose from, or what a developer sent; to everybody else the number of them is all there is. */
export const ProjectProposals = ({ project: id }: { project: string }) => {
  const api = useApi();
  const { me } = useSession();
  const { data: project } = useQuery(api.projects.get.queryOptions({ input: { id } }));
  if (!me || !project) return null;
  return <ProposalsOf project={project} viewer={me.address} />;
};
