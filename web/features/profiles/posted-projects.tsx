"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Ago } from "#web/ui/time.tsx";
import { profileQuery, workOfQuery } from "./queries.ts";

/** Projects that somebody posted as a client. Who posted none is shown without this card. */
export const PostedProjects = ({ who }: { who: string }) => {
  const t = useTranslations("profiles");
  const api = useApi();
  const { data: profile } = useQuery(profileQuery(api, who));
  const { data } = useQuery({ ...workOfQuery(api, profile?.address ?? ""), enabled: profile !== undefined });
  if (!profile || !data?.items.length) return null;
  return (
    <Card>
      <CardTitle
        aside={
          <Link
            href={`/projects?client=${profile.address}`}
            className="touch-target inline-flex items-center justify-center text-sm font-semibold text-brand underline-offset-4 hover:underline"
          >
            {t("allProjects")}
          </Link>
        }
      >
        {t("posted")}
      </CardTitle>
      <ul className="-my-2 divide-y divide-line">
        {data.items.map((project) => (
          <li key={project.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2.5">
            <Link
              href={`/projects/${project.id}`}
              className="min-w-0 flex-1 basis-56 font-medium underline-offset-4 hover:underline pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center"
            >
              {project.title}
            </Link>
            <Amount of={project.budget} token={project.token} className="text-sm" />
            <Ago at={project.createdAt} className="text-sm text-ink-faint" />
          </li>
        ))}
      </ul>
    </Card>
  );
};
